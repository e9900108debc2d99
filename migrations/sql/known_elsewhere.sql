-- The one way to look across authorities: whether another bureau has a record, a home or a ban of
-- these people on a day, and what to quote to it. Who asks, and how often, is noted and bounded.
create function known_elsewhere(asked bytea[], on_day date, purpose text, reason text)
returns table (known bytea, reference text)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  mine constant uuid := current_authority();
  asker constant uuid := nullif(current_setting('anju.person', true), '')::uuid;
  other record;
  here bytea[];
  found bytea[] := '{}';
  quoted text[] := '{}';
  spent bigint;
begin
  if mine is null or asker is null then
    raise exception 'nobody asks' using errcode = '28000';
  end if;
  if purpose = 'inquiry' then
    perform pg_advisory_xact_lock(hashtextextended(asker::text, 40));
    select coalesce(sum(i.asked), 0) into spent from registry_inquiries i
      where i.authority_id = mine and i.person_id = asker and i.purpose = 'inquiry'
        and i.at > now() - interval '1 hour';
    if spent + cardinality(asked) > 30 then
      raise exception 'too many inquiries' using errcode = 'AJ429';
    end if;
  end if;
  for other in
    select k.authority_id as id, a.code, array_agg(k.person_index) as people
      from known_people k join authorities a on a.id = k.authority_id
      where k.person_index = any (asked) and k.authority_id <> mine
      group by 1, 2 order by 2
  loop
    perform set_config('anju.authority', other.id::text, true);
    select coalesce(array_agg(p.person), '{}') into here
      from unnest(other.people) as p(person)
      where exists (
          select from eligible_people e join eligibility_records r
            on r.authority_id = e.authority_id and r.id = e.record_id
          where e.authority_id = other.id and e.national_id_index = p.person
            and r.starts_on <= on_day and r.ends_on >= on_day
            and (r.until_on is null or r.until_on > on_day))
        or exists (
          select from members m join leases l
            on l.authority_id = m.authority_id and l.household_id = m.household_id
          where m.authority_id = other.id and m.national_id_index = p.person
            and (m.left_on is null or m.left_on > on_day)
            and l.state not in ('terminated', 'void'))
        or exists (
          select from bans b
          where b.authority_id = other.id and b.person_index = p.person and b.state = 'in_force'
            and b.from_on <= on_day and b.until_on > on_day);
    found := found || here;
    quoted := quoted || array(
      select other.code || '-' || k.reference from unnest(here) with ordinality h(person, nth)
        join known_people k on k.authority_id = other.id and k.person_index = h.person
        order by h.nth);
  end loop;
  perform set_config('anju.authority', mine::text, true);
  insert into registry_inquiries (person_id, purpose, reason, asked, found)
    values (asker, purpose, reason, cardinality(asked), cardinality(found));
  return query select f.person, f.told from unnest(found, quoted) as f(person, told);
end $$;
