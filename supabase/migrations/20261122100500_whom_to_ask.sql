-- Somebody who works here and has no role yet may know one thing: whom to ask for one.

create function private.list_administrators() returns table (full_name text, email text)
language sql stable security definer set search_path = ''
as $$
  select p.full_name, p.email
  from public.profiles p
  where private.is_active() and p.active and p.user_id is not null and (
    select count(distinct rp.resource) = 2
    from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
    where pr.profile_id = p.id and rp.action = 'update' and rp.resource in ('roles', 'profiles') and rp.scope = 'all')
  order by p.full_name limit 3
$$;
comment on function private.list_administrators() is 'The body of public.list_administrators().';

create function public.list_administrators() returns table (full_name text, email text)
language sql stable set search_path = '' as $$ select * from private.list_administrators() $$;
comment on function public.list_administrators() is
  'Three people at most who give roles, by name, for every active person to ask: those who may update all people and all roles.';

grant execute on function private.list_administrators() to authenticated;
grant execute on function public.list_administrators() to authenticated;
