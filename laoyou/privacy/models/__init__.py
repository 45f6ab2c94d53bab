"""Reads, consents, approvals, requests for deletion, and what was destroyed."""

from laoyou.privacy.models.consents import Consent
from laoyou.privacy.models.disposals import Deletion, Disposal
from laoyou.privacy.models.openings import Approval
from laoyou.privacy.models.reads import ReadLine

__all__ = ["Approval", "Consent", "Deletion", "Disposal", "ReadLine"]
