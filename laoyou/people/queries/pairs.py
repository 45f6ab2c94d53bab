"""Pairs that look like one person, by the rules of laoyou.people.likely, the likeliest first."""

from dataclasses import dataclass

from django.db import connection

from laoyou.people.likely import BY_KEY, RULES, Likely
from laoyou.people.models import Resident

MOST = 500
# Two rows whose numbers both are known and differ are two people, whatever else is alike.
_PAIRS = """
with townships as materialized (
    select t.descendant_id as division_id, t.ancestor_id as township
    from places_divisiontree t join places_division d on d.id = t.ancestor_id where d.level = 'township'
), pairs as ({rules})
select a, b, array_agg(rule), sum(weight) from pairs p
where not exists (select from people_different d where d.first_id = p.a and d.second_id = p.b)
group by a, b order by sum(weight) desc, a, b limit {most}
"""
_RULE = """
select a.id as a, b.id as b, '{key}' as rule, {weight} as weight
from people_resident a join people_resident b on {where} and a.id < b.id
left join townships ta on ta.division_id = a.division_id left join townships tb on tb.division_id = b.division_id
where a.merged_into_id is null and b.merged_into_id is null
    and (a.id_index is null or b.id_index is null or a.id_index = b.id_index)
"""
_TOWNSHIP_RULE = """
select a.id as a, b.id as b, '{key}' as rule, {weight} as weight
from (people_resident a left join townships ta on ta.division_id = a.division_id)
join (people_resident b left join townships tb on tb.division_id = b.division_id) on {where} and a.id < b.id
where a.merged_into_id is null and b.merged_into_id is null
    and (a.id_index is null or b.id_index is null or a.id_index = b.id_index)
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two residents, and why they may be one."""

    first: Resident
    second: Resident
    why: list[Likely]
    weight: int


def pairs(most: int = MOST) -> list[Pair]:
    """In the reader's scope; two queries, whatever the number of pairs."""
    joined = " union all ".join(
        (_TOWNSHIP_RULE if "township" in rule.where else _RULE).format(
            key=rule.key, weight=rule.weight, where=rule.where
        )
        for rule in RULES
    )
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(rules=joined, most=most))
        found = cursor.fetchall()
    people = {pk for a, b, _why, _weight in found for pk in (a, b)}
    rows = {row.pk: row for row in Resident.objects.filter(pk__in=people).select_related("division__parent")}
    return [
        Pair(rows[a], rows[b], [BY_KEY[key] for key in sorted(set(why))], weight)
        for a, b, why, weight in found
    ]
