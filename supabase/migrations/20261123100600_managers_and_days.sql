-- Figures by the manager of whose they are; and how long a sale took by the clock on the wall: the hour by which clocks are
-- put forward or back is no part of it.

insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, drill_field)
select s.source, 'manager', 'entity', 'left join public.profiles mow on mow.id = d.owner_id', 'mow.manager_id', 'left join public.profiles ml on ml.id = %s', 'ml.full_name', 'owner.manager_id'
from pg_catalog.unnest(array['deals', 'deal_items', 'orders', 'order_items', 'activities', 'customers', 'customer_history']) s (source);

update public.metrics set value_sql = 'extract(epoch from (d.closed_at at time zone $1) - (d.opened_at at time zone $1)) / 86400' where key = 'deals.won_days';
