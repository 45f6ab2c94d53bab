"""The only writer of this package's tables."""

from laoyou.providers.actions.capacity import (
    Filing,
    add_beds,
    add_group,
    end_group,
    file_capacity,
    remove_beds,
)
from laoyou.providers.actions.institutions import (
    Facts,
    change_provider,
    close_provider,
    end_recognition,
    recognise,
    register_provider,
)
from laoyou.providers.actions.locations import close_location, open_location
from laoyou.providers.actions.stays import admit, discharge, enrol, transfer, withdraw
from laoyou.providers.actions.upkeep import (
    add_paper,
    end_upkeep,
    hire,
    insure,
    open_clinic,
    set_advance,
    set_fee,
)

__all__ = [
    "Facts",
    "Filing",
    "add_beds",
    "add_group",
    "add_paper",
    "admit",
    "change_provider",
    "close_location",
    "close_provider",
    "discharge",
    "end_group",
    "end_recognition",
    "end_upkeep",
    "enrol",
    "file_capacity",
    "hire",
    "insure",
    "open_clinic",
    "open_location",
    "recognise",
    "register_provider",
    "remove_beds",
    "set_advance",
    "set_fee",
    "transfer",
    "withdraw",
]
