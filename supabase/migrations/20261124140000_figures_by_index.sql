-- What the functions of the sales dashboards read of customers, stage histories and probabilities, by index alone.

drop index public.customers_access_id_idx;
create index customers_access_id_idx on public.customers (access_id, created_at desc)
  include (lifecycle_stage, source, tier, owner_id, team_id, id) where deleted_at is null;
create index customer_lifecycle_history_came_idx on public.customer_lifecycle_history (customer_id)
  include (to_stage, access_id) where from_stage is null;
drop index public.deals_access_opened_idx;
create index deals_access_opened_idx on public.deals (access_id, opened_at)
  include (pipeline_id, stage_id, outcome, id) where deleted_at is null;
create index deal_stage_history_stays_idx on public.deal_stage_history (deal_id) include (to_stage_id, entered_at, left_at, access_id);
create index deal_win_probabilities_read_idx on public.deal_win_probabilities (deal_id) include (probability, access_id);
drop index public.orders_customer_access_id_idx;
create index orders_customer_access_id_idx on public.orders (customer_access_id, ordered_at) where deleted_at is null;
