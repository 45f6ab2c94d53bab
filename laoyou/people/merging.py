"""Which rows hang on a resident and go along when two rows are found to be one person. Packages register theirs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Child:
    """`column` of `table` points to a resident. `may`: SQL on `c` (the row) and %(kept)s, which of them may go along
    without breaking a constraint; the others stay with the row that is gone, and are seen there. `follows`: its
    division is the resident's, and goes along."""

    table: str
    column: str
    may: str = "true"
    follows: bool = False

    @property
    def key(self) -> str:
        return f"{self.table}.{self.column}"


_NO_OVERLAP = (
    "not exists (select from {table} k where k.resident_id = %(kept)s{more}"
    " and daterange(k.since, k.until, '[)') && daterange(c.since, c.until, '[)'))"
)
# A consent or a request that stands for the kept row already stays with the row that is gone: it would be there twice.
_CONSENT = (
    "not exists (select from privacy_consent k where k.resident_ref = %(kept)s and k.kind = c.kind"
    " and k.user_id is not distinct from c.user_id and k.until is null and c.until is null)"
)
_ASKED = (
    "(c.state <> 'asked' or not exists (select from privacy_deletion k"
    " where k.resident_ref = %(kept)s and k.state = 'asked'))"
)
_children: dict[str, Child] = {}


def follows(child: Child) -> None:
    """Called once a process by the owning package, in its AppConfig.ready()."""
    _children[child.key] = child


def children() -> list[Child]:
    return list(_children.values())


for own in (
    # What had been merged into the row that goes: a merged row always names one that stands.
    Child("people_resident", "merged_into_id"),
    Child(
        "people_residency",
        "resident_id",
        _NO_OVERLAP.format(table="people_residency", more=" and k.kind = c.kind"),
    ),
    Child("people_membership", "resident_id", _NO_OVERLAP.format(table="people_membership", more=""), True),
    Child("people_tie", "resident_id", "c.other_id is distinct from %(kept)s", True),
    Child("people_tie", "other_id", "c.resident_id <> %(kept)s"),
    Child("people_presence", "resident_id"),
    # Of privacy, which lies below and knows residents by number only.
    Child("privacy_consent", "resident_ref", _CONSENT),
    Child("privacy_approval", "resident_ref"),
    Child("privacy_deletion", "resident_ref", _ASKED),
):
    follows(own)
