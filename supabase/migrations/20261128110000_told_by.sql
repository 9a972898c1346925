-- An event says which tab of the app brought it about: that tab shows its own changes already.

create function private.told_by() returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce((select pg_catalog.jsonb_build_object('by', pg_catalog.split_part(h.client, '/', 2))
    from (select nullif(pg_catalog.current_setting('request.headers', true), '')::jsonb ->> 'x-client-info' as client) h
    where h.client like 'atrium-app/%'), '{}')
$$;
comment on function private.told_by() is 'The tab of the app whose request it is, by its own word, as {by}: it shows its own changes already.';

create or replace function private.tell_once(topic text, payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  told constant text := coalesce(pg_catalog.current_setting('atrium.told', true), '');
  -- an event for many rows says more than one for a few
  mark constant text := pg_catalog.format(' %s%s ', topic, case when payload ? 'many' then '*' else '' end);
begin
  if pg_catalog.strpos(told, mark) > 0 then
    return;
  end if;
  perform pg_catalog.set_config('atrium.told', case when pg_catalog.length(told) > 8000 then mark else told || mark end, true);
  perform realtime.send(payload || private.told_by(), 'changed', topic, true);
end $$;
