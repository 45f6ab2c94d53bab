"""Nightly integrity of official counts: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext as _

from laoyou.census.models import Figure

# Of each division, day and basis: the two sexes of an age against both together; a sex's ages against the sex.
_SEXES = """
with now as (select f.* from census_figure f where not exists (select from census_figure l where l.supersedes_id = f.id))
select count(*) from now whole
join now male on male.sex = 'male' and (male.division_id, male."on", male.basis, male.age_from)
    = (whole.division_id, whole."on", whole.basis, whole.age_from) and male.age_to is not distinct from whole.age_to
join now female on female.sex = 'female' and (female.division_id, female."on", female.basis, female.age_from)
    = (whole.division_id, whole."on", whole.basis, whole.age_from) and female.age_to is not distinct from whole.age_to
where whole.sex = 'all' and whole.count <> male.count + female.count
"""


def problems() -> Iterator[str]:
    """One sentence for each kind of thing that is wrong, with how many."""
    with connection.cursor() as cursor:
        cursor.execute(_SEXES)
        wrong = cursor.fetchone()[0]
    if wrong:
        yield _("%(n)d 个人口数，男女相加不等于合计。") % {"n": wrong}
    moved = Figure.objects.filter(supersedes__isnull=False).exclude(
        Q(division=F("supersedes__division"))
        & Q(on=F("supersedes__on"))
        & Q(basis=F("supersedes__basis"))
        & Q(sex=F("supersedes__sex"))
        & Q(age_from=F("supersedes__age_from"))
    )
    if count := moved.count():
        yield _("%(n)d 条更正的人口数，和被更正的不是同一项。") % {"n": count}
