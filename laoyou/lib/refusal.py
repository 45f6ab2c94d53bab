"""What an action says when it does not do what it was asked."""


class Refused(Exception):
    """A reason in the person's language, with what to do; `field` names the form field it belongs to."""

    def __init__(self, message: object, field: str | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        self.field = field
