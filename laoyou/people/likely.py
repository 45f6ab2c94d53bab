"""Rules by which two rows look like one person: declared, each with its weight and the words that explain it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Likely:
    """`where` is SQL on the pair a, b; each must join by equality, so that it is hashed and not tried pair by pair."""

    key: str
    weight: int
    words: object
    where: str


SAME_TOWNSHIP = "ta.township = tb.township"
RULES = (
    Likely("number", 100, _("证件号码相同"), "a.id_index = b.id_index"),
    Likely(
        "name_birth",
        70,
        _("同一乡镇，姓名和出生日期相同"),
        "a.name = b.name and a.birth_date = b.birth_date and ta.township = tb.township",
    ),
    Likely("phone_name", 60, _("姓名和电话相同"), "a.phone_index = b.phone_index and a.name = b.name"),
    Likely(
        "initials_birth_address",
        45,
        _("同音姓名，出生日期和住址相同"),
        "a.initials = b.initials and a.birth_date = b.birth_date and a.address = b.address and a.address <> ''"
        " and a.name <> b.name",
    ),
    Likely(
        "name_lunar",
        40,
        _("同一村，姓名和农历生日相同"),
        "a.name = b.name and a.division_id = b.division_id and a.lunar_birth = b.lunar_birth and a.lunar_birth <> ''",
    ),
)
SHOWN_FROM = 40
BY_KEY = {rule.key: rule for rule in RULES}
