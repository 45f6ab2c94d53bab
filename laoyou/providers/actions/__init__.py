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

__all__ = [
    "Facts",
    "Filing",
    "add_beds",
    "add_group",
    "admit",
    "change_provider",
    "close_location",
    "close_provider",
    "discharge",
    "end_group",
    "end_recognition",
    "enrol",
    "file_capacity",
    "open_location",
    "recognise",
    "register_provider",
    "remove_beds",
    "transfer",
    "withdraw",
]
