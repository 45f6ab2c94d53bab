"""Who does something, as the packages below access see it."""

from collections.abc import Mapping
from typing import Any, Protocol


class By(Protocol):
    """The person or command behind an action; laoyou.access.scope.Actor is the one that the program uses."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def username(self) -> str: ...

    def may(self, permission: str, division_id: int | None = None) -> bool: ...

    def record(
        self,
        *,
        action: str,
        obj: Any,
        division_id: int | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the audit line of an action, in the transaction of the action."""
