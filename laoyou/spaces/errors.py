"""What an action on places says when it does not do what it was asked."""

from django.utils.translation import gettext as _

from laoyou.lib.refusal import Refused

__all__ = ["Refused", "Stale"]


class Stale(Refused):
    """Somebody else changed the row first; `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(_("别人刚改过这一条。您填的都还在，请对照现在的内容，确认后再提交一次。"))
        self.version = version
