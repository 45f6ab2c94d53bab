"""The SQL that holds a list against the register. The lines lie in the temporary table source_lines."""

from typing import Any

from django.utils import timezone

from laoyou.statuses.models import SourceList

# Who has no number is known by name, where one alone of that name has none either.
_MATCH = (
    "alter table source_lines add column resident_id bigint, add column place bigint, add column died boolean",
    """
    update source_lines l set resident_id = r.id, place = r.division_id, died = r.died_on is not null
    from people_resident r
    where l.id_index is not null and r.id_index = l.id_index and r.merged_into_id is null
      and r.division_id = any(%(places)s)
    """,
    """
    update source_lines l set resident_id = r.id, place = r.division_id, died = r.died
    from (
      select name, min(id) as id, min(division_id) as division_id, bool_or(died_on is not null) as died
      from people_resident
      where id_kind = 'none' and merged_into_id is null and division_id = any(%(places)s)
        and name in (select name from source_lines where id_index is null)
      group by name having count(*) = 1
    ) r
    where l.id_index is null and r.name = l.name
      and (select count(*) from source_lines o where o.id_index is null and o.name = l.name) = 1
    """,
)
# An end that lies ahead (a certificate of ten years) is none yet. Of several rows of a person the last one counts.
_STANDING = """
  select distinct on (resident_id) id, resident_id, division_id, attributes from statuses_status
  where kind = %(kind)s and source = %(source)s and (until is null or until > %(today)s) and not withdrawn
    and division_id = any(%(places)s)
  order by resident_id, since desc, id desc
"""
# A line without a number that may be any of several people takes none of that name off.
_DIFFER = (
    f"""
    with standing as ({_STANDING})
    insert into statuses_sourceitem (list_id, division_id, resident_id, status_id, what, state, line, attributes, since)
    select %(list)s, l.place, l.resident_id, s.id,
           case when l.died then 'deceased' when s.id is null then 'arrival' else 'change' end,
           'open', l.line, coalesce(s.attributes, '{{}}') || l.attributes, l.since
    from source_lines l left join standing s on s.resident_id = l.resident_id
    where l.resident_id is not null
      and (l.died or s.id is null or s.attributes || l.attributes <> s.attributes)
    """,  # noqa: S608 - a constant
    f"""
    with standing as ({_STANDING})
    insert into statuses_sourceitem (list_id, division_id, resident_id, status_id, what, state, attributes)
    select %(list)s, s.division_id, s.resident_id, s.id, 'departure', 'open', s.attributes
    from standing s
    join people_resident r on r.id = s.resident_id
    where not exists (select from source_lines l where l.resident_id = s.resident_id
                      or l.resident_id is null and l.id_index is null and l.name = r.name)
    """,  # noqa: S608
)


def match(cursor: Any, places: list[int]) -> None:
    for statement in _MATCH:
        cursor.execute(statement, {"places": places})


def differ(cursor: Any, made: SourceList, places: list[int]) -> None:
    values = {"list": made.pk, "kind": made.kind, "source": made.source, "places": places}
    values["today"] = timezone.localdate()
    for statement in _DIFFER:
        cursor.execute(statement, values)


def unknown(cursor: Any) -> list[int]:
    """Lines of which nobody is known. The last question: the lines go."""
    cursor.execute("select line from source_lines where resident_id is null")
    found = [row[0] for row in cursor.fetchall()]
    cursor.execute("drop table source_lines")
    return found


# Unknown people of a list who stand in the register by now.
MATCH_AGAIN = f"""
with standing as ({_STANDING}),
found as (
  select i.id, r.id as resident_id, r.division_id, r.died_on, s.id as status_id, s.attributes
  from statuses_sourceitem i
  join people_resident r on r.id_index = i.id_index and r.merged_into_id is null
       and r.division_id = any(%(places)s)
  left join standing s on s.resident_id = r.id
  where i.list_id = %(list)s and i.what = 'unknown' and i.state = 'open'
    and not exists (select from statuses_sourceitem o where o.list_id = i.list_id and o.resident_id = r.id)
)
update statuses_sourceitem i
set resident_id = f.resident_id, division_id = f.division_id, status_id = f.status_id, sealed = null,
    what = case when f.died_on is not null then 'deceased' when f.status_id is null then 'arrival' else 'change' end,
    attributes = coalesce(f.attributes, '{{}}') || i.attributes
from found f where f.id = i.id
"""  # noqa: S608

# A day that another row of the same source still covers is not taken twice: the new row begins where that one ends.
ARRIVE = """
insert into statuses_status (resident_id, division_id, recorded_division_id, kind, source, attributes, since,
                             why_ended, withdrawn, reason, brought_by_id, recorded_by_id)
select i.resident_id, r.division_id, r.division_id, l.kind, l.source, i.attributes,
       greatest(coalesce(i.since, l.month), r.birth_date, (
         select max(coalesce(s.until, s.since)) from statuses_status s
         where s.resident_id = i.resident_id and s.kind = l.kind and s.source = l.source and not s.withdrawn)),
       '', false, '', l.id, %(user)s
from statuses_sourceitem i
join statuses_sourcelist l on l.id = i.list_id
join people_resident r on r.id = i.resident_id
where i.id = any(%(items)s) and i.what = any(%(what)s) and r.died_on is null
  and r.merged_into_id is null
on conflict do nothing
"""
END = """
update statuses_status s set until = greatest(s.since, l.month), why_ended = %(why)s
from statuses_sourceitem i join statuses_sourcelist l on l.id = i.list_id
where s.id = i.status_id and i.id = any(%(items)s) and i.what = any(%(what)s)
  and (s.until is null or s.until > greatest(s.since, l.month))
"""
