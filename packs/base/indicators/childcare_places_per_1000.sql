-- Places as filed (licensed), of the kinds of providers that the definition names, over residents at the latest count.
-- A location's places are those filed for all together, else the sum of what is filed by class and mode.
select 'numerator' as part, c.division_id, 'location' as record, c.location_id as record_id, l.name as label,
       coalesce(max(c.amount) filter (where c.age_class = '' and c.mode = ''), sum(c.amount))::bigint as amount,
       false as stated
from providers_capacity c
join providers_location l on l.id = c.location_id
join providers_provider p on p.id = l.provider_id
where c.measure = 'nursery_place' and c.category = '' and c.state = 'licensed'
  and c.division_id = any(:division_ids) and p.kind = any(:kinds)
  and c.since <= :on and (c.until is null or c.until > :on)
  and l.since <= :on and (l.until is null or l.until > :on)
  and p.opened_on <= :on and (p.closed_on is null or p.closed_on > :on)
group by c.division_id, c.location_id, l.name
union all
-- Of each division its latest count, less what divisions in it count for already: so counts of any level add up once.
select 'denominator', o.division_id, 'census', o.id, o.source, o.count - coalesce(sum(n.count), 0)::bigint, true
from (select distinct on (f.division_id) f.id, f.division_id, f.count, f.source from census_figure f
      where f.basis = 'resident' and f.sex = 'all' and f.age_from = 0 and f.age_to is null
        and f."on" <= :on and f.division_id = any(:division_ids)
        and not exists (select from census_figure later where later.supersedes_id = f.id)
      order by f.division_id, f."on" desc) o
left join (
    select distinct on (i.division_id) i.division_id, i.count, t.ancestor_id
    from (select distinct on (f.division_id) f.division_id, f.count from census_figure f
          where f.basis = 'resident' and f.sex = 'all' and f.age_from = 0 and f.age_to is null
            and f."on" <= :on and f.division_id = any(:division_ids)
            and not exists (select from census_figure later where later.supersedes_id = f.id)
          order by f.division_id, f."on" desc) i
    join places_divisiontree t on t.descendant_id = i.division_id and t.depth > 0
    where exists (select from census_figure above where above.division_id = t.ancestor_id
                    and above.basis = 'resident' and above.sex = 'all' and above.age_from = 0
                    and above.age_to is null and above."on" <= :on)
    order by i.division_id, t.depth) n on n.ancestor_id = o.division_id
group by o.division_id, o.id, o.source, o.count
