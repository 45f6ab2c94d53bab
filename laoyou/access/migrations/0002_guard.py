from django.db import migrations

from laoyou.access import rls

REFUSE = """
create function laoyou_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is only added to: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end $$
"""

# A line may be added by anyone, a visitor's failed sign-in included; it is read by whoever sees its division,
# and a line of no division (a name typed that is of nobody, a command) by whoever sees any.
LINES = [
    "alter table access_auditline enable row level security",
    "create policy add_line on access_auditline for insert with check (true)",
    f"create policy scope on access_auditline for select using (division_id = {rls.SCOPE} or (division_id is null "
    "and cardinality(nullif(current_setting('laoyou.divisions', true), '')::bigint[]) > 0))",
]
LINES_BACK = [
    "drop policy scope on access_auditline",
    "drop policy add_line on access_auditline",
    "alter table access_auditline disable row level security",
]

# Sealing takes a lock that the app role may not: it waits until no line is being added, so that every number
# up to the last is there. Both functions run as the owner and see all divisions.
CONTENT = """concat_ws('|', l.id, extract(epoch from l.at), l.user_id, l.username, l.action, l.object_type,
    l.object_id, l.label, l.division_id, l.detail::text, l.ip::text)"""
DIGEST = f"""
create function laoyou_audit_digest(after_id bigint, upto_id bigint, previous text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select encode(sha256(convert_to(previous || coalesce(string_agg(
        encode(sha256(convert_to({CONTENT}, 'UTF8')), 'hex'), '' order by l.id), ''), 'UTF8')), 'hex')
    from access_auditline l where l.id > after_id and l.id <= upto_id
$$
"""
SEAL = """
create function laoyou_audit_seal() returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last access_auditseal;
    upto bigint;
    counted bigint;
begin
    lock table access_auditline in share mode;
    lock table access_auditseal in share row exclusive mode;
    select * into last from access_auditseal order by id desc limit 1;
    select max(id), count(*) into upto, counted from access_auditline where id > coalesce(last.last_id, 0);
    if counted > 0 then
        insert into access_auditseal (at, last_id, lines, digest)
        values (clock_timestamp(), upto, counted,
                laoyou_audit_digest(coalesce(last.last_id, 0), upto, coalesce(last.digest, '')));
    end if;
    return counted;
end $$
"""
VERIFY = """
create function laoyou_audit_broken() returns table (seal_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select s.id
    from (select id, last_id, lines, digest, lag(last_id, 1, 0) over w as after_id, lag(digest, 1, '') over w as previous
          from access_auditseal window w as (order by id)) s
    where s.digest <> laoyou_audit_digest(s.after_id, s.last_id, s.previous)
       or s.lines <> (select count(*) from access_auditline l where l.id > s.after_id and l.id <= s.last_id)
    order by s.id
$$
"""
UNSEALED = """
create function laoyou_audit_unsealed() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from access_auditline where id > coalesce((select max(last_id) from access_auditseal), 0)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, "drop function laoyou_append_only()"),
        rls.append_only("access_auditline"),
        rls.append_only("access_auditseal"),
        rls.append_only("access_signinevent"),
        rls.enable("access_department", or_sql=f"division_id = {rls.UPPER}"),
        rls.by_parent("access_departmentalias", "department_id", "access_department"),
        rls.by_parent("access_departmentfunction", "department_id", "access_department"),
        rls.enable("access_grant", or_sql=f"user_id = {rls.USER}"),
        migrations.RunSQL(LINES, LINES_BACK),
        migrations.RunSQL(DIGEST, "drop function laoyou_audit_digest(bigint, bigint, text)"),
        migrations.RunSQL(SEAL, "drop function laoyou_audit_seal()"),
        migrations.RunSQL(UNSEALED, "drop function laoyou_audit_unsealed()"),
        migrations.RunSQL(VERIFY, "drop function laoyou_audit_broken()"),
    ]
