-- Comments on records, seen by whoever sees the record, which tell whom they mention and who has to do with it.

create table public.comments (
  id uuid primary key default gen_random_uuid(),
  resource text not null check (resource in ('customers', 'deals', 'orders', 'tasks')),
  record_id uuid not null,
  author_id uuid not null references public.profiles on delete restrict,
  body text not null check (btrim(body) <> '' and char_length(body) <= 10000),
  mentions uuid[] not null default '{}' check (cardinality(mentions) <= 50),
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz
);
comment on table public.comments is
  'What people write to each other on a record, seen by whoever sees it. Their author changes and deletes them. Written by save_comment() and delete_comment(). A ticket has its internal notes.';
comment on column public.comments.mentions is 'The people whom it mentions.';
create index comments_record_id_idx on public.comments (record_id, created_at desc, id desc) where deleted_at is null;
create index comments_author_id_idx on public.comments (author_id);

insert into private.audit_exceptions (table_name, reason) values
  ('comments', 'A conversation: who wrote what and when stands in the row, which is kept when it is deleted.');
call private.protect('comments', 'profiles', 'special');
create policy comments_read on public.comments for select to authenticated
  using (deleted_at is null and case resource
    when 'customers' then exists (select from public.customers r where r.id = record_id)
    when 'deals' then exists (select from public.deals r where r.id = record_id)
    when 'orders' then exists (select from public.orders r where r.id = record_id)
    when 'tasks' then exists (select from public.tasks r where r.id = record_id) end);
revoke insert, update, delete on public.comments from authenticated;

create function private.tell_commented() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.tell_once('record:' || new.resource || ':' || new.record_id, pg_catalog.jsonb_build_object('table', new.resource, 'id', new.record_id));
  return null;
end $$;
comment on function private.tell_commented() is 'Tells whoever looks at a record that its comments changed.';
create trigger z_tell_commented after insert or update on public.comments for each row execute function private.tell_commented();

create function private.concerned_people(resource text, record_id uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  target private.resource_tables;
  found uuid[];
begin
  select t.* into target from private.resource_tables t where t.resource = $1 and t.trash;
  execute pg_catalog.format('select array[r.%I, r.created_by] from public.%I r where r.id = $1', target.owner_column, target.table_name) into found using record_id;
  return array(
    select distinct p from pg_catalog.unnest(found || array(
      select u.person from public.comments c cross join lateral pg_catalog.unnest(c.author_id || c.mentions) u (person)
      where c.resource = $1 and c.record_id = $2 and c.deleted_at is null)) p where p is not null);
end $$;
comment on function private.concerned_people(text, uuid) is
  'Who has to do with a record: whose it is, who made it, who commented on it or was mentioned there.';

create function private.write_comment(payload jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := private.me();
  kind constant text := payload ->> 'resource';
  target constant uuid := (payload ->> 'record_id')::uuid;
  comment_id constant uuid := coalesce((payload ->> 'id')::uuid, pg_catalog.gen_random_uuid());
  wanted constant uuid[] := array(select distinct m::uuid from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'mentions', '[]')) m);
  told uuid[];
  before public.comments;
begin
  if cardinality(wanted) > 50 then
    perform private.fail('22023', 'malformed', 'At most 50 people can be mentioned at once.');
  end if;
  -- whoever does not see the record is not told of it, and the author is told so
  told := array(select p.id from public.profiles p where p.id = any (wanted) and p.active and private.access_reasons(p.id, kind, 'read', target) <> '[]');
  select c.* into before from public.comments c where c.id = comment_id for update;
  if before.id is not null then
    if before.author_id is distinct from me or before.deleted_at is not null or before.resource <> kind or before.record_id <> target then
      perform private.fail('P0002', 'gone', 'This comment is no longer there.');
    end if;
    if before.body <> payload ->> 'body' then
      update public.comments c set body = payload ->> 'body', mentions = told, edited_at = now() where c.id = comment_id;
    end if;
  else
    insert into public.comments (id, resource, record_id, author_id, body, mentions) values (comment_id, kind, target, me, payload ->> 'body', told);
    perform private.notify_all('commented', kind, others.people, pg_catalog.array_fill(target, array[cardinality(others.people)]), me,
        pg_catalog.jsonb_build_object('comment_id', comment_id))
    from (select array(select p from pg_catalog.unnest(private.concerned_people(kind, target)) p where p <> all (told)) as people) others
    where others.people <> '{}';
  end if;
  perform private.notify(p, 'mentioned', kind, target, me, pg_catalog.jsonb_build_object('comment_id', comment_id))
  from pg_catalog.unnest(told) p where before.id is null or p <> all (before.mentions);
  return pg_catalog.jsonb_build_object('id', comment_id, 'unseen', coalesce((
    select pg_catalog.jsonb_agg(p.full_name order by p.full_name) from public.profiles p
    where p.id = any (wanted) and p.id <> all (told) and p.id = any (private.visible_ids('profiles', 'read'))), '[]'));
end $$;
comment on function private.write_comment(jsonb) is 'Writes a comment for public.save_comment(), which has seen the record as the caller.';

create function private.record_is_seen(resource text, record_id uuid, kinds text[] default array['customers', 'deals', 'orders', 'tasks']) returns void
language plpgsql stable set search_path = ''
as $$
declare
  seen boolean;
begin
  if resource is null or resource <> all (kinds) then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  -- as the caller, under the table's own policies
  execute pg_catalog.format('select exists (select from public.%I r where r.id = $1)', resource) into seen using record_id;
  if not seen then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
end $$;
comment on function private.record_is_seen(text, uuid, text[]) is 'Raises gone unless the caller sees this record, unknown_resource where it is of none of these kinds (as it stands: where nobody comments).';

create function public.save_comment(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  perform private.record_is_seen(payload ->> 'resource', (payload ->> 'record_id')::uuid);
  return private.write_comment(payload);
end $$;
comment on function public.save_comment(jsonb) is
  'Writes a comment on a record that the caller sees, or changes one of their own: {id?, resource, record_id, body (at most 10,000 characters), mentions?: [profile]}. Sent twice with one id it is one comment. Gives {id, unseen: [names of those mentioned who do not see the record, and so were not told]}. Raises gone, unknown_resource, malformed.';

create function private.delete_comment(comment_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  touched integer;
begin
  update public.comments c set deleted_at = now() where c.id = comment_id and c.author_id = private.me() and c.deleted_at is null;
  get diagnostics touched = row_count;
  if touched = 0 then
    perform private.fail('P0002', 'gone', 'This comment is no longer there.');
  end if;
end $$;
comment on function private.delete_comment(uuid) is 'The body of public.delete_comment().';

create function public.delete_comment(comment_id uuid) returns void
language sql set search_path = '' as $$ select private.delete_comment(comment_id) $$;
comment on function public.delete_comment(uuid) is 'Takes back a comment of the caller''s own. Raises gone.';

create function public.list_comments(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  most constant integer := least(greatest(coalesce((asked ->> 'limit')::integer, 20), 1), 100);
  before_at constant timestamptz := (asked #>> '{before,at}')::timestamptz;
  before_id constant uuid := (asked #>> '{before,id}')::uuid;
  entries jsonb;
begin
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', c.id, 'body', c.body, 'author_id', c.author_id,
      'author', (select p.full_name from public.profiles p where p.id = c.author_id), 'at', c.created_at, 'edited_at', c.edited_at,
      'mentions', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name)), '[]') from public.profiles p where p.id = any (c.mentions)))
      order by c.created_at desc, c.id desc)
    into entries
  from (select f.* from public.comments f
    where f.record_id = (asked ->> 'record_id')::uuid and f.resource = asked ->> 'resource'
      and (before_at is null or (f.created_at, f.id) < (before_at, before_id))
    order by f.created_at desc, f.id desc limit most) c;
  return pg_catalog.jsonb_build_object('entries', coalesce(entries, '[]'),
    'next', case when pg_catalog.jsonb_array_length(entries) = most then pg_catalog.jsonb_build_object('at', entries #> '{-1,at}', 'id', entries #> '{-1,id}') end);
end $$;
comment on function public.list_comments(jsonb) is
  'The comments on a record, the latest first: {resource, record_id, limit? (20), before?: {at, id}} gives {entries: [{id, body, author_id, author, at, edited_at, mentions: [{id, name}]}], next}. None where the caller does not see the record.';

create function private.list_mentionable(resource text, record_id uuid, q text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name, 'sees', private.access_reasons(p.id, $1, 'read', $2) <> '[]') order by p.full_name, p.id), '[]')
  from (select f.id, f.full_name from public.profiles f
    where f.active and f.user_id is not null and f.id <> private.me() and f.id = any (private.visible_ids('profiles', 'read'))
      and pg_catalog.strpos(private.search_norm(f.full_name), private.search_norm(coalesce($3, ''))) > 0
    order by f.full_name, f.id limit 8) p
$$;
comment on function private.list_mentionable(text, uuid, text) is 'People for public.list_mentionable(), which has seen the record as the caller.';

create function public.list_mentionable(resource text, record_id uuid, q text default '') returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  perform private.record_is_seen(resource, record_id);
  return private.list_mentionable(resource, record_id, q);
end $$;
comment on function public.list_mentionable(text, uuid, text) is
  'Whom the caller can mention on a record, by a part of the name, at most 8: [{id, name, sees: whether they may read the record}]. Raises gone, unknown_resource.';

-- What one is told of a comment says how it begins.
create or replace function public.list_notifications(request jsonb default '{}') returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  most constant integer := least(greatest(coalesce((asked ->> 'limit')::integer, 30), 0), 100);
  before_at constant timestamptz := (asked #>> '{before,at}')::timestamptz;
  before_id constant uuid := (asked #>> '{before,id}')::uuid;
  entries jsonb;
begin
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', n.id, 'kind', n.kind, 'resource', n.resource, 'record_id', n.record_id,
      'name', case n.resource
        when 'customers' then (select r.name from public.customers r where r.id = n.record_id)
        when 'deals' then (select r.name from public.deals r where r.id = n.record_id)
        when 'orders' then (select r.number::text from public.orders r where r.id = n.record_id)
        when 'tickets' then (select r.subject from public.tickets r where r.id = n.record_id)
        when 'tasks' then (select r.title from public.tasks r where r.id = n.record_id)
        when 'activities' then (select r.subject from public.activities r where r.id = n.record_id) end,
      'actor_id', n.actor_id,
      'actor', (select p.full_name from public.profiles p where p.id = n.actor_id),
      'how_many', n.how_many, 'data', case when n.data ? 'comment_id' then n.data || pg_catalog.jsonb_build_object('comment',
        (select pg_catalog.left(c.body, 200) from public.comments c where c.id = (n.data ->> 'comment_id')::uuid)) else n.data end,
      'at', n.created_at, 'read', n.read_at is not null) order by n.created_at desc, n.id desc)
    into entries
  from (select f.* from public.notifications f
    where before_at is null or (f.created_at, f.id) < (before_at, before_id)
    order by f.created_at desc, f.id desc limit most) n;
  return pg_catalog.jsonb_build_object('entries', coalesce(entries, '[]'),
    'unread', (select count(*) from (select from public.notifications f where f.read_at is null limit 100) u),
    'next', case when pg_catalog.jsonb_array_length(entries) = most then pg_catalog.jsonb_build_object('at', entries #> '{-1,at}', 'id', entries #> '{-1,id}') end);
end $$;
grant execute on function private.write_comment(jsonb), private.record_is_seen(text, uuid, text[]), private.delete_comment(uuid), private.list_mentionable(text, uuid, text),
  public.save_comment(jsonb), public.delete_comment(uuid), public.list_comments(jsonb), public.list_mentionable(text, uuid, text) to authenticated;

-- Comments are hung on a record by its id alone, so a merge moves them by name.
create or replace function private.rehang_customer(kept uuid, other uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  child record;
  ids jsonb;
  moved jsonb := '{}';
begin
  -- one of a customer's contacts is the first to ask: the kept one's stays it
  with demoted as (
    update public.contacts c set is_primary = false
    where c.customer_id = other and c.is_primary and exists (select from public.contacts k where k.customer_id = kept and k.is_primary)
    returning c.id)
  select pg_catalog.jsonb_agg(d.id) into ids from demoted d;
  if ids is not null then
    moved := moved || pg_catalog.jsonb_build_object('primary', ids);
  end if;
  for child in select * from private.merge_children() m where m.way <> 'leave' loop
    if child.way = 'copy' then
      execute pg_catalog.format(
        'with added as (insert into public.%1$I (%2$I, tag_id, access_id) select $1, o.tag_id, o.access_id from public.%1$I o where o.%2$I = $2
           on conflict do nothing returning tag_id)
         select pg_catalog.jsonb_agg(tag_id) from added', child.child_table, child.column_name)
        into ids using kept, other;
    else
      execute pg_catalog.format(
        'with moved as (update public.%1$I set %2$I = $1 where %2$I = $2 and %3$I <> $1 returning %3$I as key) select pg_catalog.jsonb_agg(key) from moved',
        child.child_table, child.column_name, child.key_column)
        into ids using kept, other;
    end if;
    if ids is not null then
      moved := moved || pg_catalog.jsonb_build_object(child.child_table || '.' || child.column_name, ids);
    end if;
  end loop;
  with said as (update public.comments c set record_id = kept where c.resource = 'customers' and c.record_id = other returning c.id)
  select pg_catalog.jsonb_agg(s.id) into ids from said s;
  if ids is not null then
    moved := moved || pg_catalog.jsonb_build_object('comments', ids);
  end if;
  return moved;
end $$;

create or replace function private.unmerge(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kept constant uuid := (job.changes ->> 'into_id')::uuid;
  keys constant uuid[] := private.visible_ids('customers', 'merge');
  plan private.bulk_plan;
  item record;
begin
  if not exists (select from public.bulk_jobs j where j.id = job.id and j.created_by = private.me() and j.action = 'merge')
    or exists (select from pg_catalog.unnest(plans) p
      where not exists (select from private.bulk_rows r where r.job_id = job.id and r.record_id = p.record_id and r.status = 'applied' and r.before = p.before)
        or not exists (select from public.customers c where c.id = p.record_id and c.access_id = any (keys)))
    or not exists (select from public.customers c where c.id = kept and c.access_id = any (keys)) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  perform pg_catalog.set_config('atrium.merging', 'on', true);
  foreach plan in array plans loop
    if plan.record_id = kept then
      for item in select t.key as tbl, f.key as col, f.value as was, plan.before -> 'became' -> t.key -> f.key as became
        from pg_catalog.jsonb_each(plan.before -> 'was') t, pg_catalog.jsonb_each(t.value) f loop
        execute pg_catalog.format(
          'update public.%1$I t set %2$I = (pg_catalog.jsonb_populate_record(null::public.%1$I, pg_catalog.jsonb_build_object(%2$L, $2))).%2$I
           where t.%3$I = $1 and coalesce(pg_catalog.to_jsonb(t) -> %2$L, ''null'') = coalesce($3, ''null'')',
          item.tbl, item.col, case item.tbl when 'customers' then 'id' else 'customer_id' end) using kept, item.was, item.became;
      end loop;
      continue;
    end if;
    update public.customers c set deleted_at = null, merged_into_id = null where c.id = plan.record_id;
    for item in select m.child_table, m.column_name, m.key_column, m.way, plan.before -> (m.child_table || '.' || m.column_name) as ids from private.merge_children() m loop
      continue when item.ids is null;
      if item.way = 'copy' then
        execute pg_catalog.format('delete from public.%I where %I = $1 and tag_id in (select k::uuid from pg_catalog.jsonb_array_elements_text($2) k)', item.child_table, item.column_name)
          using kept, item.ids;
      else
        execute pg_catalog.format('update public.%1$I set %2$I = $1 where %2$I = $3 and %3$I in (select k::uuid from pg_catalog.jsonb_array_elements_text($2) k)',
          item.child_table, item.column_name, item.key_column) using plan.record_id, item.ids, kept;
      end if;
    end loop;
    update public.comments c set record_id = plan.record_id
    where c.id in (select k::uuid from pg_catalog.jsonb_array_elements_text(coalesce(plan.before -> 'comments', '[]')) k) and c.resource = 'customers' and c.record_id = kept;
    update public.contacts c set is_primary = true
    where c.id in (select k::uuid from pg_catalog.jsonb_array_elements_text(coalesce(plan.before -> 'primary', '[]')) k) and c.customer_id = plan.record_id
      and not exists (select from public.contacts o where o.customer_id = plan.record_id and o.is_primary);
  end loop;
  perform pg_catalog.set_config('atrium.merging', '', true);
end $$;
