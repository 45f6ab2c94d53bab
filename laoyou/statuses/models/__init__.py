"""What holds of residents, from when to when and by whose word; the lists and surveys that say so."""

from laoyou.statuses.models.lists import SourceItem, SourceList
from laoyou.statuses.models.statuses import Status
from laoyou.statuses.models.surveys import Survey, SurveyLine

__all__ = ["SourceItem", "SourceList", "Status", "Survey", "SurveyLine"]
