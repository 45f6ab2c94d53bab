"""What an action says when it does not do what it was asked."""

from laoyou.lib.refusal import Refused

__all__ = ["Refused"]
