-- A worker outside the database empties the outbox through the API, with the secret key and nobody else.

create function public.claim_outbox(how_many integer default 20) returns setof public.outbox
language sql set search_path = '' as $$ select * from private.claim_outbox(least(greatest(how_many, 1), 100)) $$;
comment on function public.claim_outbox(integer) is
  'For a worker with the secret key: leases at most 100 due mails for two minutes and gives them.';

create function public.settle_outbox(outbox_id uuid, error text default null) returns void
language sql set search_path = '' as $$ select private.settle_outbox(outbox_id, pg_catalog.left(error, 1000)) $$;
comment on function public.settle_outbox(uuid, text) is
  'For a worker with the secret key: a mail went, or why not (then it is tried again, later each time, eight times at most).';

revoke execute on function public.claim_outbox(integer), public.settle_outbox(uuid, text) from public, anon, authenticated;
grant execute on function private.claim_outbox(integer), private.settle_outbox(uuid, text) to service_role;
grant execute on function public.claim_outbox(integer), public.settle_outbox(uuid, text) to service_role;
