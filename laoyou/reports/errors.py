"""What an action refuses beside the plain sentence."""

from laoyou.access.errors import Refused


class Changed(Refused):
    """Somebody else changed it meanwhile: `theirs` is what stands now, `version` its version."""

    def __init__(self, message: object, theirs: str, version: int) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.version = version
