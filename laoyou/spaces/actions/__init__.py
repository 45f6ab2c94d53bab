"""Writes of the registers of places. Each says by whom, is atomic and leaves one audit line."""

from laoyou.spaces.actions.gaps import add_gap, add_land, change_gap, change_land
from laoyou.spaces.actions.housing import add_project, change_project, record_stage
from laoyou.spaces.actions.sites import add_site, change_site, end_site
from laoyou.spaces.actions.spaces import add_space, add_step, change_space, publish_space
from laoyou.spaces.actions.uses import change_use, end_use, start_use

__all__ = [
    "add_gap",
    "add_land",
    "add_project",
    "add_site",
    "add_space",
    "add_step",
    "change_gap",
    "change_land",
    "change_project",
    "change_site",
    "change_space",
    "change_use",
    "end_site",
    "end_use",
    "publish_space",
    "record_stage",
    "start_use",
]
