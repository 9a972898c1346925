-- How people lay out dashboards: each their own way, over their department's, over the organisation's, over the plugin's.

create table public.dashboard_layouts (
  id uuid primary key default gen_random_uuid(),
  dashboard text not null check (dashboard ~ '^[A-Za-z][A-Za-z0-9_-]{0,59}/[A-Za-z][A-Za-z0-9_-]{0,59}$'),
  profile_id uuid references public.profiles on delete cascade,
  department_id uuid references public.departments on delete cascade,
  tiles jsonb not null check (jsonb_typeof(tiles) = 'array' and jsonb_array_length(tiles) <= 40 and octet_length(tiles::text) <= 65536),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (profile_id is null or department_id is null),
  unique nulls not distinct (dashboard, profile_id, department_id)
);
comment on table public.dashboard_layouts is
  'Which widgets stand where on a dashboard (plugin/dashboard): for a person (profile_id), else for the people of a department, else (neither) for everybody. tiles: [{id, widget, x, y, w, h, settings: {version, values}}], which the host reads and whose widgets ask for their figures under the reader''s own rights.';
create index dashboard_layouts_profile_id_idx on public.dashboard_layouts (profile_id);
create index dashboard_layouts_department_id_idx on public.dashboard_layouts (department_id);

insert into public.resource_actions (resource, action, scoped) values ('dashboards', 'publish', true);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'dashboards', 'publish', (case when r.key = 'admin' then 'all' else 'department' end)::public.access_scope
from public.roles r where r.key in ('admin', 'sales_manager', 'support_manager', 'marketing_manager');

create function private.my_department() returns uuid
language sql stable security definer parallel safe set search_path = ''
as $$ select p.department_id from public.profiles p where p.id = private.me() $$;
comment on function private.my_department() is 'The caller''s department; null for who has none.';

create function private.may_publish_to(department uuid) returns boolean
language sql stable security definer parallel safe set search_path = ''
as $$
  select private.my_scope('dashboards', 'publish')
    >= (case when department = private.my_department() then 'department' else 'all' end)::public.access_scope
$$;
comment on function private.may_publish_to(uuid) is
  'Whether the caller may set how dashboards are laid out for a department''s people (null: for everybody).';
grant execute on function private.my_department(), private.may_publish_to(uuid) to authenticated;

call private.protect('dashboard_layouts', 'dashboards', 'special');
create policy dashboard_layouts_read on public.dashboard_layouts for select to authenticated
  using (profile_id = (select private.me())
    or (profile_id is null and (department_id is null or department_id = (select private.my_department()))));
create policy dashboard_layouts_create on public.dashboard_layouts for insert to authenticated
  with check (profile_id = (select private.me()) or (profile_id is null and private.may_publish_to(department_id)));
create policy dashboard_layouts_update on public.dashboard_layouts for update to authenticated
  using (profile_id = (select private.me()) or (profile_id is null and private.may_publish_to(department_id)))
  with check (profile_id = (select private.me()) or (profile_id is null and private.may_publish_to(department_id)));
create policy dashboard_layouts_delete on public.dashboard_layouts for delete to authenticated
  using (profile_id = (select private.me()) or (profile_id is null and private.may_publish_to(department_id)));
create trigger touch_row before update on public.dashboard_layouts for each row execute function private.touch_row();
