import { randomUUID } from 'node:crypto';
import { createDepartment, createPerson, createTeam, type Person, sql, value } from '../support.ts';

/** Records of somebody of whom a thief may know nothing, all marked with a word that no answer to the thief may hold. */
export interface Victim {
  marker: string;
  phone: string;
  email: string;
  owner: string;
  thief: string;
  customer: string;
  contact: string;
  deal: string;
  order: string;
  activity: string;
  task: string;
  event: string;
  ticket: string;
  comment: string;
  attachment: string;
  timeEntry: string;
  importJob: string;
  bulkJob: string;
  share: string;
  standIn: string;
  role: string;
  team: string;
  department: string;
  queue: string;
  stage: string;
  wonStage: string;
}

/** Long enough that no id or time in an answer holds them by chance. */
export const victimSums = { amount: 471_104_711_471, cost: 815_081_508_158 };

async function insert(table: string, row: Record<string, unknown>): Promise<string> {
  const names = Object.keys(row);
  return value<string>(
    `insert into public.${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
    Object.values(row),
  );
}

/** Makes one record of each kind, with everything that hangs on it, for somebody whom the thief has nothing to do with. */
export async function makeVictim(thief: Person): Promise<Victim> {
  const marker = `secret${randomUUID().replaceAll('-', '')}`;
  const phone = `+49 ${String(Math.floor(Math.random() * 1e9)).padStart(9, '4')}77`;
  const email = `${marker}@secret.example`;
  const { id: owner } = await createPerson({ fullName: 'Vera Victim' });
  const { rows } = await sql.query<{ stage: string; won: string; pipeline: string }>(
    `select s.id as stage, w.id as won, s.pipeline_id as pipeline
     from public.pipeline_stages s join public.pipeline_stages w on w.pipeline_id = s.pipeline_id and w.key = 'won'
     where s.key = 'discovery' limit 1`,
  );
  const found = rows[0];
  if (!found) throw new Error('there is no pipeline');
  const customer = await insert('customers', {
    name: marker,
    region: marker,
    city: marker,
    owner_id: owner,
    domain: `${marker}.example`,
  });
  await sql.query(
    `insert into public.customer_contact_details (customer_id, phone, email, address_line1) values ($1, $2, $3, $4)`,
    [customer, phone, email, marker],
  );
  await sql.query('insert into public.customer_demographics (customer_id, language) values ($1, $2)', [
    customer,
    marker.slice(0, 35),
  ]);
  const contact = await insert('contacts', { customer_id: customer, full_name: `${marker} contact` });
  await sql.query('insert into public.contact_details (contact_id, email) values ($1, $2)', [contact, email]);
  const deal = await insert('deals', {
    name: `${marker} deal`,
    customer_id: customer,
    stage_id: found.stage,
    pipeline_id: found.pipeline,
    amount: victimSums.amount,
    owner_id: owner,
  });
  await sql.query('insert into public.deal_financials (deal_id, cost) values ($1, $2)', [
    deal,
    victimSums.cost,
  ]);
  const order = await insert('orders', { customer_id: customer, external_id: marker, owner_id: owner });
  const activity = await insert('activities', {
    kind: 'note',
    subject: marker,
    customer_id: customer,
    owner_id: owner,
  });
  const task = await insert('tasks', { title: marker, customer_id: customer, assignee_id: owner });
  const event = await insert('events', {
    title: marker,
    starts_at: '2026-01-05T09:00:00Z',
    ends_at: '2026-01-05T10:00:00Z',
    customer_id: customer,
    owner_id: owner,
  });
  await sql.query('insert into public.event_participants (event_id, email) values ($1, $2)', [event, email]);
  const ticket = await insert('tickets', { subject: marker, customer_id: customer, assignee_id: owner });
  await sql.query('insert into public.ticket_messages (ticket_id, body) values ($1, $2)', [ticket, marker]);
  const comment = await insert('comments', {
    resource: 'deals',
    record_id: deal,
    author_id: owner,
    body: marker,
  });
  await sql.query(
    `insert into public.followers (resource, record_id, profile_id) values ('deals', $1, $2) on conflict do nothing`,
    [deal, owner],
  );
  const attachment = await insert('attachments', {
    customer_id: customer,
    name: marker,
    mime_type: 'text/plain',
    size: 1,
    stored_at: new Date(),
    created_by: owner,
  });
  const timeEntry = await insert('time_entries', {
    customer_id: customer,
    profile_id: owner,
    spent_on: '2020-01-01',
    minutes: 1,
    note: marker,
  });
  const importJob = await insert('import_jobs', {
    resource: 'customers',
    file_name: `${marker}.csv`,
    file_size: 1,
    columns: ['name'],
    signature: 'x',
    mapping: {},
    created_by: owner,
  });
  await sql.query(
    `insert into public.import_rows (job_id, row_number, raw, data) values ($1, 1, to_jsonb(array[$2::text]), jsonb_build_object('name', $2::text))`,
    [importJob, marker],
  );
  const bulkJob = await insert('bulk_jobs', {
    resource: 'customers',
    action: 'trash',
    label: marker,
    status: 'done',
    total_rows: 1,
    created_by: owner,
  });
  await sql.query(
    `insert into private.bulk_rows (job_id, record_id, status, before) values ($1, $2, 'applied', '{}')`,
    [bulkJob, customer],
  );
  const friend = await createPerson();
  const share = await insert('record_shares', {
    resource: 'customers',
    record_id: customer,
    profile_id: friend.id,
    created_by: owner,
  });
  const standIn = await insert('stand_ins', {
    lender_id: owner,
    stand_in_id: friend.id,
    starts_on: '2100-01-01',
    ends_on: '2100-01-01',
    starts_at: '2100-01-01T00:00Z',
    ends_at: '2100-01-02T00:00Z',
  });
  await sql.query('update public.customers set shared = true where id = $1', [customer]);
  const key = `victim_${randomUUID().replaceAll('-', '_')}`;
  return {
    marker,
    phone,
    email,
    owner,
    thief: thief.id,
    customer,
    contact,
    deal,
    order,
    activity,
    task,
    event,
    ticket,
    comment,
    attachment,
    timeEntry,
    importJob,
    bulkJob,
    share,
    standIn,
    role: await insert('roles', { key, name: key }),
    team: await createTeam(),
    department: await createDepartment(),
    queue: await insert('ticket_queues', { name: key }),
    stage: found.stage,
    wonStage: found.won,
  };
}

/** Everything that is the victim's, as one text: whatever a thief changes in it shows. */
export function stateOf(victim: Victim): Promise<string> {
  return value<string>(
    `select md5(concat_ws('|',
      (select to_jsonb(c) from public.customers c where c.id = $1),
      (select to_jsonb(d) from public.customer_contact_details d where d.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.tag_id) from public.customer_tags t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.contacts t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.contact_id) from public.contact_details t where t.customer_id = $1),
      (select to_jsonb(d) from public.deals d where d.id = $2),
      (select to_jsonb(d) from public.deal_financials d where d.deal_id = $2),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.deal_items t where t.deal_id = $2),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.orders t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.activities t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.tasks t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.tickets t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.ticket_messages t where t.ticket_id = $3),
      (select jsonb_agg(to_jsonb(c) order by c.id) from public.comments c where c.record_id in ($1, $2)),
      (select jsonb_agg(to_jsonb(f) order by f.record_id, f.profile_id) from public.followers f where f.record_id in ($1, $2, $3)),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.attachments t where t.customer_id = $1),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.time_entries t where t.customer_id = $1),
      (select to_jsonb(j) from public.import_jobs j where j.id = $4),
      (select jsonb_agg(to_jsonb(t) order by t.row_number) from public.import_rows t where t.job_id = $4),
      (select to_jsonb(j) from public.bulk_jobs j where j.id = $10),
      (select jsonb_agg(to_jsonb(t)) from private.bulk_rows t where t.job_id = $10),
      (select jsonb_agg(to_jsonb(t) order by t.id) from public.record_shares t where t.record_id in ($1, $2, $3)),
      (select jsonb_agg(to_jsonb(t)) from public.stand_ins t where t.lender_id = $5),
      (select to_jsonb(p) from public.profiles p where p.id = $5),
      (select jsonb_agg(to_jsonb(t)) from public.profile_roles t where t.profile_id in ($5, $6)),
      (select to_jsonb(r) from public.roles r where r.id = $7),
      (select jsonb_agg(to_jsonb(t)) from public.role_permissions t where t.role_id = $7),
      (select to_jsonb(t) from public.teams t where t.id = $8),
      (select to_jsonb(d) from public.departments d where d.id = $9)))`,
    [
      victim.customer,
      victim.deal,
      victim.ticket,
      victim.importJob,
      victim.owner,
      victim.thief,
      victim.role,
      victim.team,
      victim.department,
      victim.bulkJob,
    ],
  );
}
