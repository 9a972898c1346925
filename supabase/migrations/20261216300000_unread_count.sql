-- How many notifications wait is asked by every page, so it is a question of its own that reads no list.

create function public.count_unread_notifications() returns integer
language sql stable set search_path = ''
as $$
  select count(*)::integer from (select from public.notifications n where n.read_at is null limit 100) unread
$$;
comment on function public.count_unread_notifications() is
  'How many notifications of the caller are unread, at most 100. What is about a record that the caller may not read is left out.';
revoke execute on function public.count_unread_notifications() from public, anon;
grant execute on function public.count_unread_notifications() to authenticated;
