"""Whether an account is of the family alone: asked by whoever records a consent, who may not see the roles of others.

A yes or a no about one account, and no more; whoever sees no people is told no.
"""

from django.db import migrations

TODAY = "(now() at time zone 'Asia/Shanghai')::date"
# ruff: noqa: S608 - the only part put in is the day
FAMILY_ALONE = f"""
create function access_family_alone(p_user bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $alone$
    select coalesce(bool_and(g.role = 'family'), false) from access_grant g
    where g.user_id = p_user and g.since <= {TODAY} and (g.until is null or g.until > {TODAY})
      and nullif(current_setting('laoyou.people', true), '')::bigint[] <> '{{}}'
$alone$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0006_of_the_machine")]
    operations = [migrations.RunSQL(FAMILY_ALONE, "drop function access_family_alone(bigint)")]
