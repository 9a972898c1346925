-- What lists look like: views with a name, one's own, a team's or everybody's, and how each person lays a list out.

insert into public.resource_actions (resource, action, scoped) values ('saved_views', 'publish', false);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'saved_views', 'publish', 'all'
from public.roles r where r.key in ('admin', 'sales_manager', 'support_manager', 'marketing_manager');

create function private.my_team() returns uuid
language sql stable security definer parallel safe set search_path = ''
as $$ select p.team_id from public.profiles p where p.id = private.me() $$;
comment on function private.my_team() is 'The caller''s team; null for who has none.';
grant execute on function private.my_team() to authenticated;

create table public.saved_views (
  id uuid primary key default gen_random_uuid(),
  resource text not null check (resource ~ '^[a-z][a-z_]{0,39}$'),
  name text not null check (btrim(name) <> '' and char_length(name) <= 80),
  profile_id uuid not null default private.me() references public.profiles on delete cascade,
  team_id uuid references public.teams on delete set null,
  for_all boolean not null default false,
  search text not null default '' check (char_length(search) <= 200),
  mine boolean not null default false,
  filters jsonb not null default '{}' check (jsonb_typeof(filters) = 'object' and octet_length(filters::text) <= 16384),
  sort text check (char_length(sort) <= 80),
  columns text[] check (cardinality(columns) between 1 and 80 and octet_length(columns::text) <= 4096),
  density text check (density in ('comfortable', 'compact')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (not for_all or team_id is null),
  unique (profile_id, resource, name)
);
comment on table public.saved_views is
  'Lists by name. profile_id made it; seen by that person alone, by a team (team_id) or by everybody (for_all). filters: {filter: [value, …]} as in the address of the list, which asks for rows under the reader''s own rights and leaves out what the reader may not have. columns, density: null for the reader''s own.';
create index saved_views_team_id_idx on public.saved_views (team_id);
create index saved_views_for_all_idx on public.saved_views (resource) where for_all;

insert into private.audit_exceptions (table_name, reason) values
  ('saved_views', 'What somebody looks for is theirs to know; it changes no record and gives no right.');
call private.protect('saved_views', 'saved_views', 'special');
create policy saved_views_read on public.saved_views for select to authenticated
  using (profile_id = (select private.me()) or for_all or team_id = (select private.my_team()));
create policy saved_views_create on public.saved_views for insert to authenticated
  with check (profile_id = (select private.me())
    and (team_id is null or team_id = (select private.my_team()))
    and (not for_all or (select private.may('saved_views', 'publish'))));
create policy saved_views_update on public.saved_views for update to authenticated
  using (profile_id = (select private.me()) or (for_all and (select private.may('saved_views', 'publish'))))
  with check ((team_id is null or team_id = (select private.my_team()))
    and (not for_all or (select private.may('saved_views', 'publish')))
    and (profile_id = (select private.me()) or for_all));
create policy saved_views_delete on public.saved_views for delete to authenticated
  using (profile_id = (select private.me()) or (for_all and (select private.may('saved_views', 'publish'))));
create trigger touch_row before update on public.saved_views for each row execute function private.touch_row();
-- who made it stays as it is
revoke update on public.saved_views from authenticated;
grant update (name, team_id, for_all, search, mine, filters, sort, columns, density) on public.saved_views to authenticated;

create table public.list_layouts (
  profile_id uuid not null default private.me() references public.profiles on delete cascade,
  resource text not null check (resource ~ '^[a-z][a-z_]{0,39}$'),
  columns text[] check (cardinality(columns) between 1 and 80 and octet_length(columns::text) <= 4096),
  widths jsonb not null default '{}' check (jsonb_typeof(widths) = 'object' and octet_length(widths::text) <= 4096),
  density text check (density in ('comfortable', 'compact')),
  view_id uuid references public.saved_views on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (profile_id, resource)
);
comment on table public.list_layouts is
  'How a person lays out a list: columns in their order (null: the usual ones), widths in pixels by column, density, and the view that the list opens with.';
create index list_layouts_view_id_idx on public.list_layouts (view_id);

insert into private.audit_exceptions (table_name, reason) values
  ('list_layouts', 'How wide somebody likes a column.');
call private.protect('list_layouts', 'saved_views', 'special');
create policy list_layouts_read on public.list_layouts for select to authenticated
  using (profile_id = (select private.me()));
create policy list_layouts_create on public.list_layouts for insert to authenticated
  with check (profile_id = (select private.me())
    and (view_id is null or exists (select from public.saved_views v where v.id = view_id)));
create policy list_layouts_update on public.list_layouts for update to authenticated
  using (profile_id = (select private.me()))
  with check (profile_id = (select private.me())
    and (view_id is null or exists (select from public.saved_views v where v.id = view_id)));
create policy list_layouts_delete on public.list_layouts for delete to authenticated
  using (profile_id = (select private.me()));
create trigger touch_row before update on public.list_layouts for each row execute function private.touch_row();
