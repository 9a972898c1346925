import { randomUUID } from 'node:crypto';
import { sql } from '../support.ts';
import type { Actor, Company } from './company.ts';
import { type Hanging, type Stance, stances } from './rights.ts';

type Row = Record<string, unknown>;

/** A kind of record that people own: what to make one of, and what hangs on it. */
export interface Kind {
  table: string;
  resource: string;
  ownerColumn: 'owner_id' | 'assignee_id';
  /** A column that may be changed, with a value for it. */
  change: Row;
  /** Columns of a new row beside whose it is, and the customer it is for. */
  row(company: Company, customer: string): Row;
  children: Child[];
}

/** A table whose rows hang on a record. */
export interface Child extends Hanging {
  table: string;
  /** Its column that names the record. */
  key: string;
  change: Row;
  /** Rows that a test makes before, and one that somebody then tries to insert. */
  row(parent: string, nth: 'kept' | 'new', company: Company): Row;
}

const made = new Map<string, string>();
/** The id that the arrangement gives to a contact of a customer; the same whenever it is asked. */
export function contactOf(customer: string, nth: string): string {
  const key = `${customer}/${nth}`;
  const id = made.get(key) ?? randomUUID();
  made.set(key, id);
  return id;
}

/** The id that the arrangement gives to a note on a customer. */
const noteOf = (customer: string, nth: string) => contactOf(customer, `note ${nth}`);

const tagIds = { kept: randomUUID(), new: randomUUID() };

const partOf = (resource: string, parent = resource): Hanging => ({
  resource,
  parent,
  read: 'read',
  insert: 'update',
  update: 'update',
  delete: 'update',
});
const writtenByDatabase = { insert: null, update: null, delete: null };

export const kinds: Kind[] = [
  {
    table: 'customers',
    resource: 'customers',
    ownerColumn: 'owner_id',
    change: { city: 'Isfahan' },
    row: () => ({ name: 'Matrix' }),
    children: [
      {
        ...partOf('customers.contact_details', 'customers'),
        table: 'customer_contact_details',
        key: 'customer_id',
        change: { phone: '+49 30 1' },
        row: (parent) => ({ customer_id: parent, phone: '+49 30 5' }),
      },
      {
        ...partOf('customers.demographics', 'customers'),
        table: 'customer_demographics',
        key: 'customer_id',
        change: { language: 'fa' },
        row: (parent) => ({ customer_id: parent, language: 'en' }),
      },
      {
        ...partOf('customers.contact_details', 'customers'),
        table: 'contact_details',
        key: 'customer_id',
        change: { phone: '+49 30 1' },
        row: (parent) => ({ contact_id: contactOf(parent, 'detailed'), phone: '+49 30 7' }),
      },
      {
        ...partOf('contacts', 'customers'),
        insert: 'create',
        delete: 'delete',
        table: 'contacts',
        key: 'customer_id',
        change: { job_title: 'Buyer' },
        row: (parent, nth) => ({
          customer_id: parent,
          full_name: 'Zoë',
          ...(nth === 'kept' ? { id: contactOf(parent, 'kept') } : {}),
        }),
      },
      {
        ...partOf('customers'),
        update: null,
        table: 'customer_tags',
        key: 'customer_id',
        change: {},
        row: (parent, nth) => ({ customer_id: parent, tag_id: tagIds[nth] }),
      },
      {
        ...partOf('customers'),
        update: null,
        table: 'customer_pins',
        key: 'customer_id',
        change: { pinned_at: '2026-01-01' },
        row: (parent, nth) => ({ customer_id: parent, activity_id: noteOf(parent, nth) }),
      },
      {
        ...partOf('customers'),
        ...writtenByDatabase,
        table: 'customer_lifecycle_history',
        key: 'customer_id',
        change: { to_stage: 'lead' },
        row: (parent) => ({ customer_id: parent, to_stage: 'lead' }),
      },
    ],
  },
  {
    table: 'deals',
    resource: 'deals',
    ownerColumn: 'owner_id',
    change: { next_step: 'Call' },
    row: ({ stage, pipeline }, customer) => ({
      name: 'Matrix',
      stage_id: stage,
      pipeline_id: pipeline,
      customer_id: customer,
    }),
    children: [
      {
        ...partOf('deals'),
        update: null,
        table: 'deal_tags',
        key: 'deal_id',
        change: {},
        row: (parent, nth) => ({ deal_id: parent, tag_id: tagIds[nth] }),
      },
      {
        ...partOf('deals'),
        table: 'deal_contacts',
        key: 'deal_id',
        change: { role: 'buyer' },
        row: (parent, nth, { farCustomer }) => ({ deal_id: parent, contact_id: contactOf(farCustomer, nth) }),
      },
      {
        ...partOf('deals.financials', 'deals'),
        table: 'deal_financials',
        key: 'deal_id',
        change: { cost: 2 },
        row: (parent) => ({ deal_id: parent, cost: 1 }),
      },
      {
        ...partOf('deals'),
        table: 'deal_items',
        key: 'deal_id',
        change: { quantity: 2 },
        row: (parent, _nth, { product }) => ({ deal_id: parent, product_id: product, unit_price: 5 }),
      },
      {
        ...partOf('deals'),
        ...writtenByDatabase,
        table: 'deal_stage_history',
        key: 'deal_id',
        change: { left_at: '2026-01-01' },
        row: (parent, _nth, { stage }) => ({ deal_id: parent, to_stage_id: stage }),
      },
      {
        ...partOf('deals'),
        ...writtenByDatabase,
        table: 'deal_close_dates',
        key: 'deal_id',
        change: { to_date: '2026-01-01' },
        row: (parent) => ({ deal_id: parent, to_date: '2026-02-01' }),
      },
      {
        ...partOf('deals'),
        ...writtenByDatabase,
        table: 'deal_win_probabilities',
        key: 'deal_id',
        change: { probability: 0.4 },
        row: (parent) => ({ deal_id: parent, probability: 0.5 }),
      },
    ],
  },
  {
    table: 'orders',
    resource: 'orders',
    ownerColumn: 'owner_id',
    change: { external_id: 'x' },
    row: (_company, customer) => ({ customer_id: customer }),
    children: [
      {
        ...partOf('orders'),
        table: 'order_items',
        key: 'order_id',
        change: { quantity: 2 },
        row: (parent, _nth, { product }) => ({ order_id: parent, product_id: product, unit_price: 5 }),
      },
    ],
  },
  {
    table: 'activities',
    resource: 'activities',
    ownerColumn: 'owner_id',
    change: { body: 'More' },
    row: () => ({ kind: 'note', subject: 'Matrix' }),
    children: [
      {
        ...partOf('activities'),
        table: 'activity_participants',
        key: 'activity_id',
        change: { created_at: '2026-01-01' },
        row: (parent, nth, { everybody, elsewhere }) => ({
          activity_id: parent,
          profile_id: nth === 'kept' ? everybody : elsewhere,
          ...(nth === 'kept' ? { id: randomUUID(), created_at: '2026-02-02' } : {}),
        }),
      },
    ],
  },
  {
    table: 'tasks',
    resource: 'tasks',
    ownerColumn: 'assignee_id',
    change: { description: 'More' },
    row: () => ({ title: 'Matrix' }),
    children: [
      {
        ...partOf('tasks'),
        update: null,
        table: 'task_tags',
        key: 'task_id',
        change: {},
        row: (parent, nth) => ({ task_id: parent, tag_id: tagIds[nth] }),
      },
      {
        ...partOf('tasks'),
        table: 'task_checklist_items',
        key: 'task_id',
        change: { done: true },
        row: (parent, nth) => ({
          task_id: parent,
          title: 'Step',
          ...(nth === 'kept' ? { id: randomUUID(), done: false, position: 1, created_at: '2026-01-01' } : {}),
        }),
      },
    ],
  },
  {
    table: 'events',
    resource: 'events',
    ownerColumn: 'owner_id',
    change: { description: 'More' },
    row: () => ({
      title: 'Matrix',
      starts_at: '2026-01-01T09:00:00Z',
      ends_at: '2026-01-01T10:00:00Z',
      all_day: false,
      is_private: false,
    }),
    children: [
      {
        ...partOf('events'),
        table: 'event_participants',
        key: 'event_id',
        change: { answer: 'accepted' },
        row: (parent, nth) => ({
          event_id: parent,
          email: `${nth}@matrix.example`,
          ...(nth === 'kept' ? { id: randomUUID(), answer: 'open', created_at: '2026-01-01' } : {}),
        }),
      },
    ],
  },
  {
    table: 'tickets',
    resource: 'tickets',
    ownerColumn: 'assignee_id',
    change: { category: 'question' },
    row: () => ({ subject: 'Matrix' }),
    children: [
      {
        ...partOf('tickets'),
        update: null,
        table: 'ticket_tags',
        key: 'ticket_id',
        change: {},
        row: (parent, nth) => ({ ticket_id: parent, tag_id: tagIds[nth] }),
      },
      {
        ...partOf('tickets'),
        update: null,
        delete: null,
        table: 'ticket_messages',
        key: 'ticket_id',
        change: { body: 'Forged' },
        row: (parent) => ({ ticket_id: parent, body: 'Hello' }),
      },
      {
        ...partOf('tickets'),
        ...writtenByDatabase,
        table: 'ticket_events',
        key: 'ticket_id',
        change: { kind: 'status' },
        row: (parent) => ({ ticket_id: parent, kind: 'created' }),
      },
    ],
  },
];

/** Which columns say whose a row is. */
export function belonging(kind: Kind, actor: Actor, stance: Stance): Row {
  const { owner, maker, team, queue } = actor.owners[stance];
  return {
    [kind.ownerColumn]: owner,
    created_by: maker,
    ...(kind.table === 'tickets' ? { queue_id: queue } : { team_id: team }),
  };
}

async function insert(table: string, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((name) => `"${name}"`).join(', ');
  await sql.query(
    `insert into public.${table} (${names})
     select ${names} from jsonb_populate_recordset(null::public.${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

export type Ids = Record<string, Record<Stance, string>>;

/** One record of each kind for each stance to somebody, and one of everything that hangs on it. Gives ids by table. */
export async function arrange(company: Company, actor: Actor): Promise<Ids> {
  const ids: Ids = {};
  for (const kind of kinds) {
    const mine = Object.fromEntries(stances.map((stance) => [stance, randomUUID()])) as Record<
      Stance,
      string
    >;
    ids[kind.table] = mine;
    await insert(
      kind.table,
      stances.map((stance) => ({
        id: mine[stance],
        ...kind.row(company, company.farCustomer),
        ...belonging(kind, actor, stance),
      })),
    );
    const parents = Object.values(mine);
    if (kind.table === 'customers') {
      await insert(
        'contacts',
        parents.map((parent) => ({
          id: contactOf(parent, 'detailed'),
          customer_id: parent,
          full_name: 'Ada',
        })),
      );
      await insert(
        'activities',
        parents.flatMap((parent) =>
          ['kept', 'new'].map((nth) => ({
            id: noteOf(parent, nth),
            customer_id: parent,
            kind: 'note',
            subject: 'Pinned',
            happened_at: '2026-01-01',
            owner_id: company.elsewhere,
            created_by: company.elsewhere,
            created_at: '2026-01-01',
            updated_at: '2026-01-01',
            shared: false,
          })),
        ),
      );
    }
    for (const child of kind.children) {
      await insert(
        child.table,
        parents.map((parent) => child.row(parent, 'kept', company)),
      );
    }
    await share(kind, mine, actor);
    await sql.query(`update public.${kind.table} set deleted_at = now() where id = $1`, [mine.lapsed]);
  }
  return ids;
}

async function share(kind: Kind, ids: Record<Stance, string>, actor: Actor): Promise<void> {
  await sql.query(
    `insert into public.record_shares (resource, record_id, profile_id, access, until)
     values ($1, $2, $5, 'read', null), ($1, $3, $5, 'edit', now() + interval '1 hour'), ($1, $4, $5, 'edit', now() - interval '1 hour')`,
    [kind.resource, ids.shared, ids.edited, ids.expired, actor.person.id],
  );
  await sql.query(`update public.${kind.table} set shared = true where id = any ($1)`, [
    [ids.shared, ids.edited, ids.expired],
  ]);
}

/** What every kind refers to: two tags, a customer of another department with two contacts, a customer of each actor's own. */
export async function arrangeCommon(company: Company): Promise<void> {
  await insert(
    'tags',
    Object.values(tagIds).map((id) => ({ id, name: `Matrix ${id}` })),
  );
  await insert('customers', [
    { id: company.farCustomer, name: 'Far away', owner_id: company.elsewhere },
    ...company.actors.map(({ customer, person }) => ({ id: customer, name: 'Own', owner_id: person.id })),
  ]);
  await insert(
    'contacts',
    ['kept', 'new'].map((nth) => ({
      id: contactOf(company.farCustomer, nth),
      customer_id: company.farCustomer,
      full_name: 'Ada',
    })),
  );
}
