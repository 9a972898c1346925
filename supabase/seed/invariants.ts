import type pg from 'pg';

/** What must be true of a seeded company: each statement counts the rows that break it. */
export const invariants: Record<string, string> = {
  'nothing happens before its customer was there or after the as-of day': `
    select count(*) from (
      select d.opened_at as at, c.created_at as there from public.deals d join public.customers c on c.id = d.customer_id
      union all select o.ordered_at, c.created_at from public.orders o join public.customers c on c.id = o.customer_id
      union all select t.created_at, c.created_at from public.tickets t join public.customers c on c.id = t.customer_id
      union all select a.happened_at, c.created_at from public.activities a join public.customers c on c.id = a.customer_id
      union all select t.created_at, c.created_at from public.tasks t join public.customers c on c.id = t.customer_id
      union all select h.changed_at, c.created_at from public.customer_lifecycle_history h join public.customers c on c.id = h.customer_id
      union all select m.sent_at, t.created_at from public.ticket_messages m join public.tickets t on t.id = m.ticket_id
      union all select h.entered_at, d.opened_at from public.deal_stage_history h join public.deals d on d.id = h.deal_id
      union all select m.changed_at, d.opened_at from public.deal_close_dates m join public.deals d on d.id = m.deal_id
      union all select d.closed_at, d.opened_at from public.deals d where closed_at is not null
      union all select t.first_response_at, t.created_at from public.tickets t where first_response_at is not null
      union all select t.solved_at, t.first_response_at from public.tickets t where solved_at is not null
      union all select t.completed_at, t.created_at from public.tasks t where completed_at is not null
      union all select created_at, created_at from public.contacts
    ) x where at < there or at >= $1::date + interval '6 hours' or at is null`,
  'a deal is in the stage that its outcome says': `
    select count(*) from public.deals d join public.pipeline_stages s on s.id = d.stage_id
    where s.outcome <> d.outcome or s.pipeline_id <> d.pipeline_id or (d.outcome = 'lost') <> (d.lost_reason_id is not null)`,
  'the stage history begins at opening, has no gap and ends where the deal is': `
    select count(*) from public.deals d where not exists (
      select from (
        select bool_and(from_stage_id is not distinct from before and (before is null or entered_at = left_before)) and
          count(*) filter (where left_at is null) = 1 and min(entered_at) = d.opened_at and max(entered_at) = d.stage_entered_at
          and (array_agg(to_stage_id order by entered_at desc))[1] = d.stage_id
          and (d.closed_at is null or max(entered_at) = d.closed_at) as whole
        from (select *, lag(to_stage_id) over w as before, lag(left_at) over w as left_before
          from public.deal_stage_history where deal_id = d.id window w as (order by entered_at)) h
      ) x where whole)`,
  'a deal is worth its items': `
    select count(*) from public.deals d where d.amount is distinct from (select sum(i.amount) from public.deal_items i where i.deal_id = d.id)`,
  'an order is worth its lines': `
    select count(*) from public.orders o where o.total is distinct from (select sum(i.amount) from public.order_items i where i.order_id = o.id)`,
  'cost, discount and margin follow from the items': `
    select count(*) from public.deal_financials f join public.deals d on d.id = f.deal_id
    where f.margin <> d.amount - f.cost
      or f.discount <> (select sum(i.quantity * i.unit_price) - sum(i.amount) from public.deal_items i where i.deal_id = d.id)`,
  'the lifecycle history ends where the customer is': `
    select count(*) from public.customers c where not exists (
      select from (select to_stage, from_stage from public.customer_lifecycle_history h where h.customer_id = c.id order by changed_at desc limit 1) l
      where l.to_stage = c.lifecycle_stage)`,
  'who has a won deal or an order has become a customer': `
    select count(*) from public.customers c
    where (exists (select from public.deals d where d.customer_id = c.id and d.outcome = 'won') or exists (select from public.orders o where o.customer_id = c.id))
      <> (c.lifecycle_stage in ('customer', 'at_risk', 'churned'))`,
  'a solved ticket was answered, an open one is not solved': `
    select count(*) from public.tickets
    where (status in ('solved', 'closed')) <> (solved_at is not null) or (solved_at is not null and first_response_at is null)
      or (assignee_id is null and first_response_at is not null)`,
  'a conversation has two to five messages, and the first public answer is the first response': `
    select count(*) from public.tickets t where not exists (
      select from (select count(*) as n, min(sent_at) filter (where direction = 'out' and kind = 'public') as answered from public.ticket_messages m where m.ticket_id = t.id) x
      where n between 2 and 5 and answered is not distinct from t.first_response_at)`,
  'a ticket is handled by somebody who still worked here': `
    select count(*) from public.tickets t join public.profiles p on p.id = t.assignee_id where not p.active and t.solved_at is null and t.created_at > $1::date - 60`,
  'nobody who left has an open deal': `
    select count(*) from public.deals d join public.profiles p on p.id = d.owner_id where d.outcome = 'open' and not p.active`,
  'nobody logs more than a day has, nor time that is to come': `
    select count(*) from (
      select from public.time_entries group by profile_id, spent_on having sum(minutes) > 1440 or spent_on > $1::date + 1
    ) x`,
  'every amount has a rate to the base currency on its day': `
    select count(*) from (
      select currency, coalesce(closed_at, opened_at)::date as day from public.deals union all select currency, ordered_at::date from public.orders
    ) x where private.rate(currency, day) is null`,
  'no text has a place left unfilled': `
    select count(*) from (
      select name as text from public.deals union all select coalesce(next_step, '') || coalesce(description, '') || coalesce(lost_note, '') from public.deals
      union all select name || coalesce(legal_name, '') || coalesce(description, '') from public.customers
      union all select subject || coalesce(body, '') from public.activities union all select title || coalesce(description, '') from public.tasks
      union all select title || coalesce(place, '') from public.events
      union all select subject from public.tickets union all select body from public.ticket_messages
      union all select coalesce(address_line1, '') from public.customer_contact_details
    ) x where text ~ '[{}|]'`,
  'mail goes to nobody: every domain is reserved': `
    select count(*) from (
      select email from public.customer_contact_details union all select email2 from public.customer_contact_details
      union all select email from public.contact_details union all select email from public.profiles
    ) x where email !~ '\\.example$'`,
  'numbers are without gaps and go on': `
    select count(*) from (
      select max(number) <> count(*) as bad from public.customers union all select max(number) <> count(*) from public.deals
      union all select max(number) <> count(*) from public.orders union all select max(number) <> count(*) from public.tickets
      union all select max(number) <> count(*) from public.tasks
      union all select nextval(pg_get_serial_sequence('public.deals', 'number')) <= (select count(*) from public.deals)
    ) x where bad`,
  'the key of every pair of owner and maker is known': `
    select count(*) from (
      select access_id, coalesce(owner_id, team_id, private.organisation_id()) as base, created_by from public.customers
      union all select access_id, coalesce(owner_id, team_id, private.organisation_id()), created_by from public.deals
      union all select access_id, coalesce(owner_id, team_id, private.organisation_id()), created_by from public.orders
      union all select access_id, coalesce(owner_id, team_id, private.organisation_id()), created_by from public.activities
      union all select access_id, coalesce(assignee_id, queue_id, private.organisation_id()), created_by from public.tickets
      union all select access_id, coalesce(assignee_id, team_id, private.organisation_id()), created_by from public.tasks
    ) x where created_by <> base and not exists (select from private.access_keys k where k.key = x.access_id and k.base_id = base and k.maker_id = created_by)`,
};

/** Every foreign key, since none is checked while the company is made: the ones with rows that point nowhere. */
export async function brokenReferences(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; query: string }>(`
    select conname as name, format('select count(*)::integer as n from %s c left join %s p on %s where %s and p.ctid is null', conrelid::regclass, confrelid::regclass,
      string_agg(format('p.%I = c.%I', pa.attname, ca.attname), ' and '), string_agg(format('c.%I is not null', ca.attname), ' and ')) as query
    from pg_constraint k
    cross join lateral unnest(k.conkey, k.confkey) as u(child, parent)
    join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = u.child
    join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = u.parent
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace
    group by k.oid, conname, conrelid, confrelid`);
  return failing(client, rows);
}

/** Every key that a trigger copies from a parent: the ones that differ from what it would copy. */
export async function wrongKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; query: string }>(`
    select format('%s.%s', c.tgrelid::regclass, a[3]) as name,
      format('select count(*)::integer as n from %s c left join public.%I p on p.id = c.%I where c.%I is distinct from p.%I', c.tgrelid::regclass, a[1], a[2], a[3], a[4]) as query
    from pg_trigger c cross join lateral string_to_array(encode(c.tgargs, 'escape'), '\\000') as a
    where c.tgname like 'c\\_copy\\_%'`);
  if (rows.length < 15) throw new Error(`only ${rows.length} triggers copy keys`);
  return failing(client, rows);
}

/** Texts that search looks in: the tables whose own trigger would have written another. Run in a transaction to roll back. */
export async function wrongSearchTexts(client: pg.ClientBase): Promise<string[]> {
  const found: string[] = [];
  for (const [table, key, column] of [
    ['profiles', 'id', 'full_name'],
    ['customers', 'id', 'name'],
    ['customer_contact_details', 'customer_id', 'email'],
    ['contacts', 'id', 'full_name'],
    ['contact_details', 'contact_id', 'email'],
    ['deals', 'id', 'name'],
    ['tickets', 'id', 'subject'],
    ['tasks', 'id', 'title'],
  ]) {
    await client.query(
      `create temporary table before on commit drop as select ${key} as id, search_text from public.${table}`,
    );
    await client.query(`update public.${table} set ${column} = ${column}`);
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::integer as n from before join public.${table} t on t.${key} = before.id where t.search_text <> before.search_text`,
    );
    await client.query('drop table before');
    if (rows[0]?.n !== 0) found.push(`${table}: ${rows[0]?.n}`);
  }
  return found;
}

async function failing(client: pg.ClientBase, checks: { name: string; query: string }[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, query } of checks) {
    const { rows } = await client.query<{ n: number }>(query);
    if (rows[0]?.n !== 0) found.push(`${name}: ${rows[0]?.n}`);
  }
  return found;
}
