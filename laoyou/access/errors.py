"""What an action says when it does not do what it was asked."""

from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818 - read as a sentence: raise Refused("…")
    """A reason in the person's language, with what to do; `field` names the form field it belongs to."""

    def __init__(self, message: str | Promise, field: str | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        self.field = field
