-- Beds as filed (licensed), of the kinds of providers that the definition names.
select 'numerator' as part, c.division_id, 'location' as record, c.location_id as record_id, l.name as label,
       c.amount::bigint as amount, false as stated
from providers_capacity c
join providers_location l on l.id = c.location_id
join providers_provider p on p.id = l.provider_id
where c.measure = 'bed' and c.category = '' and c.state = 'licensed'
  and c.division_id = any(:division_ids) and p.kind = any(:kinds)
  and c.since <= :on and (c.until is null or c.until > :on)
  and l.since <= :on and (l.until is null or l.until > :on)
  and p.opened_on <= :on and (p.closed_on is null or p.closed_on > :on)
