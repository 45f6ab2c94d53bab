"""The draft of a jurisdiction's pack out of one document: facts only; the text stays in the database."""

from laoyou.plans.drafting.content import Draft, draft_pack
from laoyou.plans.drafting.writing import write_pack

__all__ = ["Draft", "draft_pack", "write_pack"]
