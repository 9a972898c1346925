-- Figures read a million deals by index alone: what sums and cuts ask of a deal stands beside its key. A year's deals by
-- month for who sees all (526,000 of 1,050,000) read 38,600 pages of the table before.

drop index public.deals_access_closed_idx;
create index deals_access_closed_idx on public.deals (access_id, closed_at)
  include (outcome, amount, currency, owner_id, team_id, customer_id, opened_at, id) where deleted_at is null;

drop index public.deals_open_access_idx;
create index deals_open_access_idx on public.deals (access_id)
  include (outcome, pipeline_id, stage_id, currency, amount, win_probability, owner_id, team_id, customer_id, expected_close_date, id)
  where deleted_at is null and outcome = 'open';
