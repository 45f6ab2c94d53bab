"""SQL for migrations: what reaches past row-level security, each as narrow as its purpose.

The functions run as the owner of the tables (SECURITY DEFINER) and take what their caller may see from the settings of
the transaction, never from an argument. They answer with counts and numbers of beds, never with a person; but for
`providers_person`, whose caller must know both a person's ID number and name.
"""

# ruff: noqa: S608 - no part of it comes from a request

DIVISIONS = "coalesce(nullif(current_setting('laoyou.divisions', true), '')::bigint[], '{}')"
PEOPLE = "coalesce(nullif(current_setting('laoyou.people', true), '')::bigint[], '{}')"
PROVIDERS = "coalesce(nullif(current_setting('laoyou.providers', true), '')::bigint[], '{}')"
OPEN_TO_CALLER = f"(l.division_id = any({DIVISIONS}) or l.provider_id = any({PROVIDERS}))"
SEES_PEOPLE = f"(cardinality({PEOPLE}) > 0 or cardinality({PROVIDERS}) > 0)"
ON_DAY = "{0}.since <= p_day and ({0}.until is null or {0}.until > p_day)"
DEFINER = "stable security definer set search_path = public, pg_temp"

# An office that sees no residents still sees how full a home is.
OCCUPANCY = f"""
create function providers_occupancy(p_day date) returns table (location_id bigint, measure text, taken bigint)
language sql {DEFINER} as $occupancy$
    select s.location_id, case when s.mode = 'day' then 'day_care_place' else 'bed' end, count(*)
    from providers_stay s join providers_location l on l.id = s.location_id
    where {ON_DAY.format("s")} and {OPEN_TO_CALLER} group by 1, 2
    union all
    select e.location_id, 'nursery_place', count(*)
    from providers_enrolment e join providers_location l on l.id = e.location_id
    where {ON_DAY.format("e")} and {OPEN_TO_CALLER} group by 1
$occupancy$
"""
OCCUPANCY_BACK = "drop function providers_occupancy(date)"

# How many infants are in each class, for whoever may see the nursery and no infant.
IN_GROUPS = f"""
create function providers_in_groups(p_day date) returns table (location_id bigint, age_class text, infants bigint)
language sql {DEFINER} as $groups$
    select g.location_id, g.age_class, count(e.id)
    from providers_group g join providers_location l on l.id = g.location_id
    left join providers_enrolment e on e.group_id = g.id and {ON_DAY.format("e")}
    where {ON_DAY.format("g")} and {OPEN_TO_CALLER} group by g.id
$groups$
"""
IN_GROUPS_BACK = "drop function providers_in_groups(date)"

TAKEN_BEDS = f"""
create function providers_taken_beds(p_location bigint, p_day date) returns setof bigint
language sql {DEFINER} as $taken$
    select s.bed_id from providers_stay s join providers_location l on l.id = s.location_id
    where s.location_id = p_location and s.bed_id is not null and {ON_DAY.format("s")} and {OPEN_TO_CALLER}
$taken$
"""
TAKEN_BEDS_BACK = "drop function providers_taken_beds(bigint, date)"

# Whoever takes a person in has their identity card in hand, wherever the person is registered.
PERSON = f"""
create function providers_person(p_index bytea, p_name text) returns table (id bigint, died_on date)
language sql {DEFINER} as $person$
    select r.id, r.died_on from people_resident r
    where r.id_index = p_index and r.name = p_name and r.merged_into_id is null
      and (cardinality({PEOPLE}) > 0 or cardinality({PROVIDERS}) > 0)
$person$
"""
PERSON_BACK = "drop function providers_person(bytea, text)"

# The same of many at once. Empty names never match.
PERSONS = f"""
create function providers_persons(p_indexes bytea[], p_names text[])
returns table (place bigint, id bigint, died_on date)
language sql {DEFINER} as $persons$
    select w.place, r.id, r.died_on
    from unnest(p_indexes, p_names) with ordinality as w (id_index, name, place)
    join people_resident r on r.id_index = w.id_index and r.name = w.name and r.merged_into_id is null
    where {SEES_PEOPLE}
$persons$
"""
PERSONS_BACK = "drop function providers_persons(bytea[], text[])"

# Which codes of institutions are taken, wherever: the same that a refused registration tells.
CODES = f"""
create function providers_codes(p_codes text[]) returns setof text
language sql {DEFINER} as $codes$ select p.uscc from providers_provider p where p.uscc = any(p_codes) $codes$
"""
CODES_BACK = "drop function providers_codes(text[])"

# When a person is taken in full elsewhere: days alone, no place.
HELD = f"""
create function providers_held(p_residents bigint[])
returns table (resident_id bigint, what text, location_id bigint, since date, until date)
language sql {DEFINER} as $held$
    select s.resident_id, 'stay', case when {OPEN_TO_CALLER} then s.location_id end, s.since, s.until
    from providers_stay s join providers_location l on l.id = s.location_id
    where s.resident_id = any(p_residents) and s.mode in ('full', 'respite') and {SEES_PEOPLE}
    union all
    select e.resident_id, 'enrolment', case when {OPEN_TO_CALLER} then e.location_id end, e.since, e.until
    from providers_enrolment e join providers_location l on l.id = e.location_id
    where e.resident_id = any(p_residents) and e.mode = 'full' and {SEES_PEOPLE}
$held$
"""
HELD_BACK = "drop function providers_held(bigint[])"

# Whom a provider's staff see follows its stays and enrolments, however these were written: never by hand.
PRESENCE = """
create function providers_set_presence() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $presence$
declare
    ref text := tg_argv[0] || ':' || coalesce(new.id, old.id);
begin
    if tg_op = 'DELETE' then
        delete from people_presence where stay_ref = ref;
        return null;
    end if;
    insert into people_presence (resident_id, division_id, provider_ref, stay_ref, since, until, away)
    select new.resident_id, new.division_id, l.provider_id, ref, new.since, new.until, not exists (
        select from places_divisiontree here
        join places_division county on county.id = here.ancestor_id and county.level = 'county'
        join places_divisiontree theirs on theirs.ancestor_id = county.id and theirs.descendant_id = r.division_id
        where here.descendant_id = new.division_id)
    from providers_location l, people_resident r where l.id = new.location_id and r.id = new.resident_id
    on conflict (stay_ref) do update set resident_id = excluded.resident_id, division_id = excluded.division_id,
        provider_ref = excluded.provider_ref, since = excluded.since, until = excluded.until, away = excluded.away;
    return null;
end $presence$
"""
PRESENCE_BACK = "drop function providers_set_presence()"


def follow(name: str) -> tuple[str, str]:
    """The trigger of a table of stays, and its removal."""
    table = f"providers_{name}"
    return (
        f"create trigger set_presence after insert or update or delete on {table} "
        f"for each row execute function providers_set_presence('{name}')",
        f"drop trigger set_presence on {table}",
    )
