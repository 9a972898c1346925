-- Several filters on customers at once. Two indexes under the same condition are never combined by the planner, and what
-- the caller may read was all that was left to begin with: for who sees everything, the whole table. Without a condition
-- of their own the filters' indexes combine with each other and with access, whichever are chosen.

drop index public.customers_kind_idx, public.customers_lifecycle_stage_idx, public.customers_tier_idx,
  public.customers_industry_idx, public.customers_size_band_idx, public.customers_region_idx,
  public.customers_country_idx, public.customers_source_idx;

create index customers_kind_idx on public.customers (kind);
create index customers_lifecycle_stage_idx on public.customers (lifecycle_stage);
create index customers_tier_idx on public.customers (tier);
create index customers_industry_idx on public.customers (industry);
create index customers_size_band_idx on public.customers (size_band);
create index customers_region_idx on public.customers (region);
create index customers_country_idx on public.customers (country);
create index customers_source_idx on public.customers (source);
