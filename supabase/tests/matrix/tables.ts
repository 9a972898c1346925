import { randomUUID } from 'node:crypto';
import { value } from '../support.ts';
import { kinds } from './records.ts';
import type { Victim } from './victim.ts';

/** A table whose rows nobody owns: what to make and change of it. Permitted is what the scope `all` permits. */
export interface Reference {
  table: string;
  resource: string;
  /** Makes a row past the policies and says how the API finds it. */
  make(): Promise<string>;
  /** A new row for somebody to insert; null where no right to create exists. */
  row(): Promise<Record<string, unknown>>;
  /** Null where a row is only made and deleted. */
  change: Record<string, unknown> | null;
}

const id = async (text: string, values: unknown[]): Promise<string> =>
  `id=eq.${await value<string>(text, values)}`;
const word = () => `matrix_${randomUUID().replaceAll('-', '_')}`;
const named = (table: string, resource: string, change: object): Reference => ({
  table,
  resource,
  make: () => id(`insert into public.${table} (name) values ($1) returning id`, [word()]),
  row: async () => ({ name: word() }),
  change: { ...change },
});
const keyed = (table: string, resource: string): Reference => ({
  table,
  resource,
  make: () => id(`insert into public.${table} (key, name) values ($1, $1) returning id`, [word()]),
  row: async () => ({ key: word(), name: 'New' }),
  change: { name: 'Changed' },
});
const newRole = () =>
  value<string>('insert into public.roles (key, name) values ($1, $1) returning id', [word()]);
const newPerson = () =>
  value<string>(`insert into public.profiles (full_name) values ('Matrix person') returning id`);
const newProduct = () =>
  value<string>(`insert into public.products (sku, name) values ($1, 'P') returning id`, [word()]);
const newPipeline = () =>
  value<string>('insert into public.pipelines (name) values ($1) returning id', [word()]);
const newQueue = () =>
  value<string>('insert into public.ticket_queues (name) values ($1) returning id', [word()]);

export const references: Reference[] = [
  {
    table: 'settings',
    resource: 'settings',
    make: () =>
      id(
        `insert into public.settings (organisation) values ('Matrix') on conflict (id) do update set organisation = settings.organisation returning id`,
        [],
      ),
    row: async () => ({ organisation: 'Another' }),
    change: { organisation: 'Matrix' },
  },
  {
    table: 'exchange_rates',
    resource: 'settings',
    make: async () =>
      `currency=eq.${await value<string>(
        `insert into public.exchange_rates (currency, valid_from, rate)
         values ('XT' || chr(65 + (select count(*)::int % 26 from public.exchange_rates)), '2001-01-01', 1)
         on conflict (currency, valid_from) do update set rate = 1 returning currency`,
      )}`,
    row: async () => ({ currency: 'XTS', valid_from: '2002-02-02', rate: 1 }),
    change: { rate: 2 },
  },
  named('tags', 'tags', { created_at: '2026-01-01' }),
  keyed('departments', 'departments'),
  named('teams', 'teams', { region: 'North' }),
  keyed('roles', 'roles'),
  {
    table: 'role_permissions',
    resource: 'roles',
    make: async () =>
      `role_id=eq.${await value<string>(
        `insert into public.role_permissions (role_id, resource, action, scope) values ($1, 'tags', 'read', 'all') returning role_id`,
        [await newRole()],
      )}`,
    row: async () => ({ role_id: await newRole(), resource: 'tags', action: 'read', scope: 'all' }),
    change: { scope: 'none' },
  },
  {
    table: 'profile_roles',
    resource: 'roles',
    make: async () =>
      `profile_id=eq.${await value<string>(
        'insert into public.profile_roles (profile_id, role_id) values ($1, $2) returning profile_id',
        [await newPerson(), await newRole()],
      )}`,
    row: async () => ({ profile_id: await newPerson(), role_id: await newRole() }),
    change: { created_at: '2026-01-01' },
  },
  {
    table: 'products',
    resource: 'products',
    make: () => id(`insert into public.products (sku, name) values ($1, 'P') returning id`, [word()]),
    row: async () => ({ sku: word(), name: 'P' }),
    change: { product_line: 'Changed' },
  },
  {
    table: 'product_costs',
    resource: 'products.costs',
    make: async () =>
      `product_id=eq.${await value<string>('insert into public.product_costs (product_id, cost) values ($1, 1) returning product_id', [await newProduct()])}`,
    row: async () => ({ product_id: await newProduct(), cost: 2 }),
    change: { cost: 3 },
  },
  named('pipelines', 'pipelines', { position: 5 }),
  {
    table: 'pipeline_stages',
    resource: 'pipelines',
    make: async () =>
      id(
        `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability)
         values ($2, $1, 'S', 1, 0.5) returning id`,
        [word(), await newPipeline()],
      ),
    row: async () => ({
      pipeline_id: await newPipeline(),
      key: word(),
      name: 'S',
      position: 1,
      win_probability: 0.5,
    }),
    change: { max_age_days: 9 },
  },
  keyed('lost_reasons', 'pipelines'),
  named('competitors', 'pipelines', { position: 5 }),
  named('ticket_queues', 'ticket_queues', { is_default: false }),
  {
    table: 'ticket_queue_members',
    resource: 'ticket_queues',
    make: async () =>
      `queue_id=eq.${await value<string>('insert into public.ticket_queue_members values ($1, $2) returning queue_id', [await newQueue(), await newPerson()])}`,
    row: async () => ({ queue_id: await newQueue(), profile_id: await newPerson() }),
    change: null,
  },
];

/** Which permission lets one read a table of no common shape; own: whose it is decides, and nobody of the matrix is that. */
export interface Special {
  table: string;
  read: [resource: string, action: string] | 'everybody' | 'own';
  /** What is read of it, where its other columns are for functions alone; all unless given. */
  columns?: string;
  /** Gives the filter that finds a row, made for it or the victim's, where others' rows would say something else; the table as it is unless given. */
  make?: (victim: Victim) => Promise<string>;
  /** What else may be written to it past functions, by its own policies. */
  writes: ('insert' | 'update' | 'delete')[];
}

const all: Special['writes'] = ['insert', 'update', 'delete'];

/** A table of rows that are somebody's own, and how one that is the victim's is found or made. */
const own = (table: string, writes: Special['writes'], make: NonNullable<Special['make']>): Special => ({
  table,
  read: 'own',
  make,
  writes,
});

export const specials: Special[] = [
  { table: 'audit_log', read: ['audit', 'view_audit'], columns: 'id', writes: [] },
  { table: 'profiles', read: ['profiles', 'read'], writes: ['update'] },
  { table: 'resource_actions', read: 'everybody', writes: [] },
  { table: 'field_groups', read: 'everybody', writes: [] },
  { table: 'jobs', read: ['jobs', 'read'], writes: [] },
  { table: 'outbox', read: ['outbox', 'read'], writes: [] },
  { table: 'mailbox_messages', read: ['mailbox', 'read'], writes: ['delete'] },
  { table: 'metrics', read: ['metrics', 'read'], writes: [] },
  { table: 'metric_dimensions', read: ['metrics', 'read'], writes: [] },
  { table: 'metric_functions', read: ['metrics', 'read'], writes: [] },
  { table: 'stage_norms', read: ['benchmarks', 'read'], writes: [] },
  { table: 'win_evidence', read: ['benchmarks', 'read'], writes: [] },
  {
    table: 'custom_fields',
    read: ['customers', 'read'],
    make: () =>
      id(
        `insert into public.custom_fields (resource, key, type, labels)
         values ('customers', $1, 'text', '{"en": "Seen with customers"}') returning id`,
        [word().slice(0, 40)],
      ),
    writes: ['insert', 'update'],
  },
  own('import_jobs', all, async ({ importJob }) => `id=eq.${importJob}`),
  own('import_rows', all, async ({ importJob }) => `job_id=eq.${importJob}`),
  own('bulk_jobs', [], async ({ bulkJob }) => `id=eq.${bulkJob}`),
  own('record_shares', [], async ({ share }) => `id=eq.${share}`),
  // one that is on is for everybody to know: stand_ins.test.ts
  own('stand_ins', [], async ({ standIn }) => `id=eq.${standIn}`),
  // seen with their record: comments.test.ts, followers.test.ts, attachments.test.ts
  own('comments', [], async ({ comment }) => `id=eq.${comment}`),
  own('followers', [], async ({ deal }) => `record_id=eq.${deal}`),
  own('attachments', [], async ({ attachment }) => `id=eq.${attachment}`),
  // seen with their record, and by whose time it is: time_entries.test.ts
  own('time_entries', [], async ({ timeEntry }) => `id=eq.${timeEntry}`),
  own('view_as_sessions', [], async ({ owner, role }) =>
    id('insert into public.view_as_sessions (viewer_id, role_id) values ($1, $2) returning id', [
      owner,
      role,
    ]),
  ),
  // of whom one may know the forecast decides: forecast.test.ts, forecast_adjustments.test.ts
  own('forecast_snapshots', [], ({ owner }) =>
    id(
      `insert into public.forecast_snapshots
         (taken_on, quarter_start, profile_id, closed, commit, best_case, pipeline, weighted, currency)
       values ('2026-01-05', '2026-01-01', $1, 1, 1, 1, 1, 1, 'EUR')
       on conflict (access_id, quarter_start, taken_on) do update set closed = 1 returning id`,
      [owner],
    ),
  ),
  own('forecast_adjustments', all, ({ owner }) =>
    id(
      `insert into public.forecast_adjustments (quarter_start, profile_id, amount, currency)
       values ('2026-01-01', $1, 1, 'EUR')
       on conflict (access_id, quarter_start) do update set amount = 1 returning id`,
      [owner],
    ),
  ),
  // the organisation's are for everybody to know: goals.test.ts
  own('goals', ['insert', 'update'], ({ owner }) =>
    id(
      `insert into public.goals (metric, target, currency, period_start, period_end, profile_id)
       values ('deals.won_value', 1, 'EUR', '2026-01-01', '2026-01-31', $1) returning id`,
      [owner],
    ),
  ),
  own('dashboard_layouts', all, ({ owner }) =>
    id(
      `insert into public.dashboard_layouts (dashboard, profile_id, tiles) values ('matrix/own', $1, '[]') returning id`,
      [owner],
    ),
  ),
  // one may be a team's or everybody's: saved_views.test.ts
  own('saved_views', all, ({ owner }) =>
    id(`insert into public.saved_views (resource, name, profile_id) values ('deals', $2, $1) returning id`, [
      owner,
      word(),
    ]),
  ),
  own('list_layouts', all, async ({ owner }) => {
    const profile = await value<string>(
      `insert into public.list_layouts (profile_id, resource) values ($1, 'deals') returning profile_id`,
      [owner],
    );
    return `profile_id=eq.${profile}`;
  }),
  // whose they are, and whether the record may be read, decides: notifications.test.ts
  own('notifications', [], ({ owner, deal }) =>
    id(
      `insert into public.notifications (profile_id, kind, resource, record_id)
       values ($1, 'mentioned', 'deals', $2) returning id`,
      [owner, deal],
    ),
  ),
  own('notification_settings', [], async ({ owner }) => {
    const profile = await value<string>(
      'insert into public.notification_settings (profile_id) values ($1) returning profile_id',
      [owner],
    );
    return `profile_id=eq.${profile}`;
  }),
];

/** Every table that some test of the matrix tries. */
export const covered = [
  ...kinds.flatMap(({ table, children }) => [table, ...children.map((child) => child.table)]),
  ...references.map(({ table }) => table),
  ...specials.map(({ table }) => table),
].sort();
