"""SQL for migrations: what reaches past row-level security, each as narrow as its purpose.

They run as the owner of the tables (SECURITY DEFINER), so each takes what its caller may see from the settings of the
transaction itself, never from an argument.
"""

# ruff: noqa: S608 - the only parts put in are the two expressions below

SCOPE = "coalesce(nullif(current_setting('laoyou.people', true), '')::bigint[], '{}')"
TODAY = "(now() at time zone 'Asia/Shanghai')::date"

# Operators on names and arrays are not leakproof: under a policy PostgreSQL would use no index for them. Here they meet
# only rows of the caller's divisions, and only numbers of rows come out; whoever asks joins them to the guarded table.
# Planned anew at each call: a sign like 王 is in every tenth name, 犇 in none, and a village is not a county.
FIND = f"""
create function people_find(
    p_text text, p_initials text, p_id bytea, p_phone bytea, p_within bigint[], p_sex text,
    p_born_from date, p_born_to date, p_living boolean, p_limit integer
) returns setof bigint language plpgsql stable security definer set search_path = public, pg_temp as $find$
declare
    scope bigint[] := {SCOPE};
    signs text[] := string_to_array(p_text, null);
    said text[] := '{{}}';
    narrowed text := ' and r.merged_into_id is null';
begin
    if p_within is not null then
        scope := array(select unnest(scope) intersect select unnest(p_within));
    end if;
    if cardinality(scope) = 0 then return; end if;
    if p_text is not null then
        said := said || array['string_to_array(r.name, null) @> $2 and strpos(r.name, $3) > 0'];
    end if;
    if p_initials is not null then said := said || array['r.initials @> array[$4]::varchar[]']; end if;
    if p_id is not null then said := said || array['r.id_index = $5']; end if;
    if p_phone is not null then said := said || array['r.phone_index = $6']; end if;
    if cardinality(said) > 0 then
        narrowed := narrowed || ' and (' || array_to_string(said, ' or ') || ')';
    end if;
    if p_sex is not null then narrowed := narrowed || ' and r.sex = $7'; end if;
    if p_born_from is not null then narrowed := narrowed || ' and r.birth_date >= $8'; end if;
    if p_born_to is not null then narrowed := narrowed || ' and r.birth_date <= $9'; end if;
    if p_living then narrowed := narrowed || ' and r.died_on is null'; end if;
    if not p_living then narrowed := narrowed || ' and r.died_on is not null'; end if;
    return query execute
        'select r.id from people_resident r where r.division_id = any($1)' || narrowed || ' limit $10'
        using scope, signs, p_text, p_initials, p_id, p_phone, p_sex, p_born_from, p_born_to, p_limit;
    return query execute
        'select r.id from people_resident r where r.id = any(array(select p.resident_id from people_presence p'
        || ' where p.division_id = any($1) and p.away and (p.until is null or p.until > $11)))'
        || ' and r.division_id <> all($1)' || narrowed || ' limit $10'
        using scope, signs, p_text, p_initials, p_id, p_phone, p_sex, p_born_from, p_born_to, p_limit,
            {TODAY};
end $find$
"""
FIND_BACK = (
    "drop function people_find(text, text, bytea, bytea, bigint[], text, date, date, boolean, integer)"
)

# Whoever registers people learns that a number is registered, and in which township's care: no name, no row.
HELD = f"""
create function people_held(p_indexes bytea[]) returns table (id_index bytea, division_id bigint, here boolean)
language sql stable security definer set search_path = public, pg_temp as $held$
    select r.id_index,
           coalesce((select t.ancestor_id from places_divisiontree t join places_division d on d.id = t.ancestor_id
                     where t.descendant_id = r.division_id and d.level = 'township' limit 1), r.division_id),
           r.division_id = any(scope.ids)
    from (select {SCOPE} as ids) scope, people_resident r
    where cardinality(scope.ids) > 0 and r.id_index = any(p_indexes) and r.merged_into_id is null
$held$
"""
HELD_BACK = "drop function people_held(bytea[])"

# The line of that answer stands where the person is kept, whom the asker may not see: one a village, each naming all of it.
ASKED = """
create function people_asked(
    p_indexes bytea[], p_user bigint, p_username text, p_ip inet, p_page text, p_children_after date
) returns void language sql volatile security definer set search_path = public, pg_temp as $asked$
    insert into privacy_readline
        (at, user_id, username, ip, kind, division_id, residents, fields, purpose, minors)
    select clock_timestamp(), p_user, p_username, p_ip, 'listed', r.division_id, array_agg(r.id order by r.id), '{}',
           p_page, count(*) filter (where r.birth_date > p_children_after)
    from people_resident r where r.id_index = any(p_indexes) and r.merged_into_id is null
    group by r.division_id
$asked$
"""
ASKED_BACK = "drop function people_asked(bytea[], bigint, text, inet, text, date)"

# The new side takes over who was released to it: until then it sees the handover alone, so it cannot write the rows.
ACCEPT = f"""
create function people_accept(p_handover bigint, p_village bigint, p_user bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $accept$
declare
    scope bigint[] := {SCOPE};
    h people_handover;
begin
    select * into h from people_handover where id = p_handover and state = 'open' for update;
    if h.id is null or h.to_division_id <> all(scope) or p_village <> all(scope) then return false; end if;
    if not exists (select from places_divisiontree
                   where ancestor_id = h.to_division_id and descendant_id = p_village) then return false; end if;
    update people_residency set until = h.since, name_then = h.name_then
        where resident_id = h.resident_id and kind = 'responsible' and until is null;
    insert into people_residency (resident_id, division_id, kind, place, since, name_then, recorded_by_id)
        values (h.resident_id, p_village, 'responsible', '', h.since, '', p_user);
    update people_membership set until = greatest(since, h.since)
        where resident_id = h.resident_id and (until is null or until > greatest(since, h.since));
    update people_tie set division_id = p_village where resident_id = h.resident_id;
    update people_presence p set away = p.division_id not in (
            select t.descendant_id from places_divisiontree t where t.ancestor_id = h.to_division_id)
        where p.resident_id = h.resident_id;
    update people_resident set division_id = p_village, version = version + 1 where id = h.resident_id;
    update people_handover set state = 'accepted', answered_by_id = p_user, answered_at = now() where id = h.id;
    return true;
end $accept$
"""
ACCEPT_BACK = "drop function people_accept(bigint, bigint, bigint)"

# Who keeps divisions sees nobody in them, but must know how many a merge or a split concerns: a sum, of their divisions alone.
COUNTED = """
create function people_counted(p_places bigint[]) returns bigint
language sql stable security definer set search_path = public, pg_temp as $counted$
    select count(*) from people_resident
    where division_id = any(p_places) and merged_into_id is null and died_on is null
      and division_id = any(array(select unnest(nullif(current_setting('laoyou.divisions', true), '')::bigint[])))
$counted$
"""
COUNTED_BACK = "drop function people_counted(bigint[])"
