"""Rows held to the reader's divisions; fixed editions are read below, published ones by everybody; none changes."""

from django.db import migrations

from laoyou.access.rls import UPPER, also_read, append_only, by_parent, enable

PUBLISHED = "any(array(select id from lists_edition where published))"
FIXED_ABOVE = f"any(array(select id from lists_edition where state = 'fixed' and division_id = {UPPER}))"
# Policies of lists_edition apply inside this, so that a list is seen where one of its editions is.
EDITION_SEEN = "id = any(array(select catalogue_id from lists_edition))"

FROZEN = """
create function laoyou_fixed_edition() returns trigger language plpgsql as $$
begin
  if exists (select from lists_edition e where e.state = 'fixed' and not e.living
             and e.id in (case when tg_op <> 'INSERT' then old.edition_id end,
                          case when tg_op <> 'DELETE' then new.edition_id end)) then
    raise exception 'items of an edition in force never change';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger fixed_edition before insert or update or delete on lists_item
  for each row execute function laoyou_fixed_edition();
"""
THAWED = """
drop trigger fixed_edition on lists_item;
drop function laoyou_fixed_edition();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("lists", "0001_initial"),
        ("access", "0002_guard"),
        ("evidence", "0002_guard"),
    ]
    operations = [
        enable("lists_edition", or_sql=f"published or (state = 'fixed' and division_id = {UPPER})"),
        enable("lists_catalogue", or_sql=EDITION_SEEN),
        enable("lists_item", or_sql=f"public and not removed and edition_id = {PUBLISHED}"),
        also_read("lists_item", "read_below", f"edition_id = {FIXED_ABOVE}"),
        enable("lists_statechange"),
        enable("lists_sheet"),
        *(enable(f"lists_{name}event") for name in ("catalogue", "edition", "item")),
        by_parent("lists_item_files", "item_id", "lists_item"),
        append_only("lists_statechange"),
        append_only("lists_sheet"),
        migrations.RunSQL(FROZEN, THAWED),
    ]
