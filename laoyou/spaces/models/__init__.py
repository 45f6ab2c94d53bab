"""Places where care happens or could: sites, the space register, housing with its care facilities, land."""

from laoyou.spaces.models.housing import Gap, HousingProject, LandSupply, ProjectStage
from laoyou.spaces.models.sites import Ownership, Site, every_change
from laoyou.spaces.models.spaces import Space, SpaceStep, SpaceUse

__all__ = [
    "Gap",
    "HousingProject",
    "LandSupply",
    "Ownership",
    "ProjectStage",
    "Site",
    "Space",
    "SpaceStep",
    "SpaceUse",
    "every_change",
]
