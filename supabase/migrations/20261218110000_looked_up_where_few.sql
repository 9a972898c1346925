-- Histories, probabilities and open deals that a figure looks up row by row are read where the reader's keys are hashed once, not
-- compared with all of them for each row.

update public.metrics set join_sql = pg_catalog.replace(join_sql, 'join public.customer_lifecycle_history fh', 'join private.known_customer_lifecycle_history fh')
where join_sql like '%join public.customer\_lifecycle\_history fh%';

create view private.known_deal_win_probabilities as
  select w.deal_id, w.probability, w.access_id from public.deal_win_probabilities w
  where (select private.is_active()) and ((select private.my_scope('deals', 'read')) = 'all' and w.access_id <> private.nobody_id()
    or w.access_id in (select pg_catalog.unnest(private.visible_ids('deals', 'read'))));
comment on view private.known_deal_win_probabilities is 'Learned probabilities of deals that the caller may read, to look them up by other columns than their access key.';
grant select on private.known_deal_win_probabilities to authenticated;

do $$
declare
  change record;
  body text;
begin
  for change in select * from (values
    ('private.sales_learned_forecast', 'join public.deal_win_probabilities w', 'join private.known_deal_win_probabilities w'),
    ('private.learned_differing', 'join public.deal_win_probabilities w', 'join private.known_deal_win_probabilities w'),
    ('private.learned_differing', 'from public.deals d', 'from private.known_deals d'),
    -- a reader of some keys is led from key to key, one of many to the deals that are expected in those quarters
    ('private.sales_coverage', 'when everything then ''private.every_deals r''', 'when everything then ''private.every_deals r'' when pg_catalog.cardinality(reach) > 50 then ''private.known_deals r''')) c (name, old, new) loop
    body := pg_get_functiondef(change.name::regproc);
    if strpos(body, change.old) = 0 then
      raise exception '% has no %', change.name, change.old;
    end if;
    execute replace(body, change.old, change.new);
  end loop;
end $$;
