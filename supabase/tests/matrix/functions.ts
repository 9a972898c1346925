import type { Victim } from './victim.ts';

type Calls = (victim: Victim) => Record<string, unknown>[];

const board = (filters: object = {}) => ({ request: { filters } });
const byId =
  (key: string, pick: (victim: Victim) => string): Calls =>
  (victim) => [{ [key]: pick(victim) }];
const payload =
  (make: (victim: Victim) => object): Calls =>
  (victim) => [{ payload: make(victim) }];
const searching: Calls = ({ marker, phone, email }) => [{ q: marker }, { q: phone }, { q: email }];
const records: Calls = (v) =>
  (
    [
      ['customers', v.customer],
      ['deals', v.deal],
      ['orders', v.order],
      ['activities', v.activity],
      ['tasks', v.task],
      ['events', v.event],
      ['tickets', v.ticket],
    ] as const
  ).map(([resource, id]) => ({ resource, ids: [id] }));
const oneOf: Calls = (v) =>
  records(v).map(({ resource, ids }) => ({ resource, record_id: Array.isArray(ids) ? ids[0] : null }));
const job = byId('job', ({ importJob }) => importJob);
const attachment = byId('attachment_id', (victim) => victim.attachment);
const timeEntry = byId('entry', ({ timeEntry }) => timeEntry);
const bulk = byId('job', ({ bulkJob }) => bulkJob);

/**
 * How each function of the API is called by somebody who wants what is not theirs: a victim's records by their ids, and
 * by what only a reader of them could know. A function that is not in here fails the test of the catalogue.
 */
export const functions: Record<string, Calls> = {
  answer_event: ({ event }) => [{ event, answer: 'accepted' }],
  add_attachment: (v) =>
    oneOf(v).flatMap((call) =>
      [{}, { id: v.attachment }].map((more) => ({
        payload: { ...call, ...more, name: 'mine.txt', mime_type: 'text/plain', size: 1 },
      })),
    ),
  apply_bulk: bulk,
  apply_import: job,
  assign_record: (v) =>
    oneOf(v).flatMap(({ resource, record_id: id }) =>
      [v.owner, v.thief, null].map((seen) => ({ resource, id, owner_id: v.thief, seen })),
    ),
  assign_records: (v) => records(v).map((call) => ({ ...call, owner_id: v.thief })),
  begin_bulk: (v) =>
    records(v).flatMap(({ resource }) =>
      ['set', 'assign', 'trash'].map((action) => ({
        payload: {
          resource,
          action,
          changes: action === 'assign' ? { owner_id: v.thief } : { status: 'open' },
        },
      })),
    ),
  begin_export: (v) =>
    records(v).map(({ resource }) => ({ payload: { resource, columns: ['name'], rows: 1 } })),
  begin_import: payload(() => ({
    resource: 'customers',
    file_name: 'x.csv',
    file_size: 1,
    columns: ['name'],
    signature: 'x',
    mapping: {},
  })),
  cancel_bulk: bulk,
  cancel_import: job,
  check_import: job,
  count_all: () => ['customers', 'deals', 'tickets', 'tasks'].map((resource) => ({ resource })),
  count_unread_notifications: () => [{}],
  customer_overview: byId('id', ({ customer }) => customer),
  customer_timeline: ({ customer }) => [
    { request: { id: customer } },
    { request: { id: customer, kinds: ['change', 'note'], limit: 1 } },
  ],
  deactivate_person: payload(({ owner }) => ({ id: owner, profile_id: owner, person_id: owner })),
  deal_board: (v) => [board(), board({ customer_id: [v.customer] }), board({ q: [v.marker] })],
  deal_board_cards: (v) => [{ request: { filters: {}, stage: v.stage } }],
  deal_overview: byId('id', ({ deal }) => deal),
  // A computed column: of a row that its caller has already.
  deal_size: () => [{ deal: { amount: 20, currency: 'USD' } }],
  delete_comment: byId('comment_id', ({ comment }) => comment),
  delete_attachment: attachment,
  delete_department: payload(({ department }) => ({ id: department })),
  delete_role: payload(({ role }) => ({ id: role })),
  delete_team: payload(({ team }) => ({ id: team })),
  delete_time_entry: timeEntry,
  end_stand_in: ({ standIn }) => [{ stand_in: standIn }],
  free_busy: ({ owner }) => [{ request: { people: [owner], from: '2026-01-01', to: '2026-01-31' } }],
  find_similar_customers: (v) => [
    { payload: { name: v.marker } },
    { payload: { domain: `${v.marker}.example` } },
    { payload: { emails: [v.email], phones: [v.phone] } },
  ],
  find_import_values: ({ marker }) =>
    ['customers', 'profiles', 'deals'].map((kind) => ({ kind, texts: [marker, `${marker} deal`] })),
  follow_record: (v) => oneOf(v).map((call) => ({ payload: { ...call, following: true } })),
  goal_sheet: (v) =>
    [{}, { team: v.team }].map((more) => ({
      request: { metric: 'deals.won_value', from: '2026-01-01', to: '2026-12-31', ...more },
    })),
  import_reasons: job,
  invite_person: payload(() => ({ full_name: 'Intruder', email: 'intruder@test.example', role_ids: [] })),
  keep_attachment: attachment,
  list_administrators: () => [{}],
  list_attachments: (v) => oneOf(v).map((request) => ({ request })),
  list_audit: ({ customer }) => [{ payload: {} }, { payload: { records: [customer] } }],
  list_bulk_rows: (v) => ['applied', 'refused', 'waiting'].map((wanted) => ({ job: v.bulkJob, wanted })),
  list_calendar: ({ owner }) =>
    ['mine', 'team', owner].map((whose) => ({
      request: {
        from: '2026-01-01T00:00:00Z',
        to: '2026-02-01T00:00:00Z',
        first_day: '2026-01-01',
        last_day: '2026-01-31',
        layers: ['tasks', 'deals', 'meetings'],
        whose,
      },
    })),
  list_comments: (v) => [
    { request: { resource: 'deals', record_id: v.deal } },
    { request: { resource: 'customers', record_id: v.customer } },
  ],
  list_customer_regions: () => [{}],
  list_followers: (v) => oneOf(v).map((request) => ({ request })),
  list_mentionable: (v) => [{ resource: 'deals', record_id: v.deal, q: v.marker }],
  list_notifications: () => [{ request: {} }],
  list_people: () => [{ resource: 'customers', action: 'assign' }],
  list_record_shares: oneOf,
  list_sign_ins: () => [{}],
  list_time_entries: (v) => oneOf(v).map((request) => ({ request })),
  list_trash: (v) => records(v).map(({ resource }) => ({ resource })),
  make_calendar_feed: () => [{}],
  merge_customers: (v) => [
    { payload: { id: v.customer, others: [v.customer] } },
    { payload: { id: v.customer, others: ['00000000-0000-4000-8000-00000000000a'] } },
    { payload: { id: '00000000-0000-4000-8000-00000000000a', others: [v.customer] } },
  ],
  merged_into: byId('old_id', ({ customer }) => customer),
  move_deal: ({ deal, wonStage }) => [{ deal, stage: wonStage }],
  move_task: ({ task }) => [{ task, status: 'done' }],
  move_ticket: ({ ticket, queue }) => [{ ticket, queue }],
  my_day: () => [{ today: '2000-01-01', tomorrow: '2100-01-01', later: '2200-01-01' }],
  my_live_topics: () => [{}],
  my_calendar_feed: () => [{}],
  my_notification_settings: () => [{}],
  my_permissions: () => [{}],
  my_permissions_revision: () => [{}],
  order_from_deal: byId('deal', ({ deal }) => deal),
  order_overview: byId('id', ({ order }) => order),
  order_custom_fields: payload(() => ({ resource: 'customers', ids: [] })),
  order_sales_settings: payload(({ stage }) => ({ kind: 'stages', pipeline: stage, ids: [stage] })),
  person_open_work: byId('person', ({ owner }) => owner),
  pin_entry: ({ customer, activity, ticket }) =>
    [
      { kind: 'activity', id: activity },
      { kind: 'ticket', id: ticket },
      { kind: 'activity', id: activity, pinned: false },
    ].map((more) => ({ payload: { customer, ...more } })),
  preview_role_change: payload(({ role }) => ({
    id: role,
    role_id: role,
    changes: [{ resource: 'customers', action: 'read', scope: 'all' }],
  })),
  preview_redaction: payload(({ customer }) => ({ id: customer })),
  query_metrics: ({ customer }) => [
    {
      requests: [
        { id: 'a', metrics: ['deals.open_value'], filters: { customer: [customer] } },
        { id: 'b', metrics: ['deals.open_value'], by: ['customer'], filters: { customer: [customer] } },
      ],
    },
  ],
  read_notifications: payload((v) => ({ resource: 'deals', record_id: v.deal })),
  reactivate_person: payload(({ owner }) => ({ id: owner })),
  record_history: (v) =>
    oneOf(v).map(({ resource, record_id }) => ({ payload: { resource, id: record_id } })),
  redact_audit: payload(({ customer }) => ({ id: customer, reason: 'Mine' })),
  reply_ticket: ({ ticket }) => [{ ticket, body: 'Mine now', status: 'closed' }],
  resend_invitation: payload(({ owner }) => ({ id: owner })),
  restage_import: ({ importJob }) => [{ job: importJob, mapping: {} }],
  restore_attachment: attachment,
  restore_records: records,
  restore_time_entry: timeEntry,
  revoke_calendar_feed: () => [{}],
  save_activity: (v) => [
    { payload: { id: v.activity, activity: { subject: 'Mine now' } } },
    { payload: { id: v.activity, new: true, activity: { kind: 'note', subject: 'Mine now' } } },
    { payload: { id: v.activity, participants: [{ profile_id: v.thief }] } },
  ],
  save_comment: payload((v) => ({
    id: v.comment,
    resource: 'deals',
    record_id: v.deal,
    body: 'Mine now',
    mentions: [v.thief],
  })),
  save_contact: payload(({ contact, customer }) => ({
    id: contact,
    customer_id: customer,
    contact: { full_name: 'Mine now' },
    contact_details: { phone: '1' },
  })),
  save_customer: (v) => [
    { payload: { id: v.customer, customer: { name: 'Mine now' } } },
    { payload: { id: v.customer, new: true, customer: { name: 'Mine now' } } },
    { payload: { id: v.customer, contact_details: { phone: '1' }, add_tags: ['mine'] } },
  ],
  save_deal: (v) => [
    { payload: { id: v.deal, deal: { name: 'Mine now' } } },
    { payload: { id: v.deal, new: true, deal: { name: 'Mine now' } } },
    { payload: { id: v.deal, financials: { cost: 1 }, items: [] } },
  ],
  save_department: payload(({ department }) => ({
    id: department,
    name: 'Mine now',
    changes: { name: 'Mine now' },
  })),
  save_event: (v) => [
    { payload: { id: v.event, event: { title: 'Mine now' } } },
    { payload: { id: v.event, new: true, event: { title: 'Mine now' } } },
    { payload: { id: v.event, participants: [{ profile_id: v.thief }] } },
  ],
  save_goals: payload(({ owner }) => ({
    metric: 'deals.won_value',
    cells: [{ profile_id: owner, period_start: '2026-01-01', period_end: '2026-01-31', target: 1 }],
  })),
  save_working_hours: payload(() => ({ working_days: [0], working_from: '00:00', working_until: '00:15' })),
  save_notification_settings: payload(() => ({ kinds: { due: { app: true } } })),
  save_order: (v) => [
    { payload: { id: v.order, order: { external_id: 'Mine now' } } },
    { payload: { id: v.order, new: true, order: { customer_id: v.customer } } },
    { payload: { id: v.order, items: [] } },
  ],
  save_person: payload(({ owner }) => ({ id: owner, changes: { full_name: 'Mine now' }, role_ids: [] })),
  save_pipeline: payload(({ customer }) => ({ id: customer, new: true, pipeline: { name: 'Mine now' } })),
  save_product: payload(({ customer }) => ({
    id: customer,
    new: true,
    product: { name: 'Mine now', sku: 'MINE' },
    costs: { cost: 1 },
  })),
  save_role: payload(({ role }) => ({ id: role, name: 'Mine now', changes: { name: 'Mine now' } })),
  save_role_matrix: payload(({ role }) => ({
    id: role,
    role_id: role,
    changes: [{ resource: 'customers', action: 'read', scope: 'all' }],
  })),
  save_sales_choice: payload(({ customer }) => ({
    kind: 'competitors',
    id: customer,
    new: true,
    changes: { name: 'Mine now' },
  })),
  save_stage: payload(({ stage }) => ({ id: stage, stage: { name: 'Mine now', win_probability: 1 } })),
  save_stand_in: (v) => [
    {
      payload: {
        lender_id: v.owner,
        stand_in_id: v.thief,
        access: 'edit',
        starts_on: '2100-01-01',
        ends_on: '2100-01-02',
      },
    },
    {
      payload: {
        id: v.standIn,
        stand_in_id: v.thief,
        access: 'edit',
        starts_on: '2100-01-01',
        ends_on: '2100-01-02',
      },
    },
  ],
  save_task: (v) => [
    { payload: { id: v.task, task: { title: 'Mine now' } } },
    { payload: { id: v.task, new: true, task: { title: 'Mine now' } } },
  ],
  save_team: payload(({ team }) => ({
    id: team,
    name: 'Mine now',
    changes: { name: 'Mine now' },
    member_ids: [],
  })),
  save_ticket: (v) => [
    { payload: { id: v.ticket, ticket: { subject: 'Mine now' } } },
    { payload: { id: v.ticket, new: true, ticket: { subject: 'Mine now' } } },
  ],
  save_time_entry: (v) =>
    [...oneOf(v), { id: v.timeEntry }].map((more) => ({
      payload: { ...more, day: '2020-01-01', minutes: 5, note: 'mine' },
    })),
  search_customers: searching,
  search_deals: searching,
  search_everything: searching,
  search_orders: searching,
  search_people: ({ marker }) => [{ q: marker }],
  search_products: searching,
  search_tasks: searching,
  search_tickets: searching,
  share_record: (v) => oneOf(v).map((call) => ({ ...call, profile_id: v.thief, access: 'edit' })),
  stage_bulk: ({ bulkJob, customer }) => [{ job: bulkJob, ids: [customer] }],
  stage_import_rows: ({ importJob }) => [{ job: importJob, rows: [[1, ['x'], { name: 'x' }, []]] }],
  start_timer: (v) => oneOf(v).map((payload) => ({ payload })),
  start_view_as: payload(({ owner }) => ({ person_id: owner })),
  stop_timer: () => [{}],
  stop_view_as: () => [{}],
  tag_record: (v) =>
    records(v).map(({ resource, ids }) => ({
      payload: { resource, id: Array.isArray(ids) ? ids[0] : null, add: ['mine'], remove: ['x'] },
    })),
  take_ticket: ({ ticket }) => [{ ticket }],
  task_board: (v) => [board(), board({ q: [v.marker] })],
  task_board_cards: () => [{ request: { filters: {}, status: 'todo' } }],
  task_overview: byId('id', ({ task }) => task),
  ticket_overview: byId('id', ({ ticket }) => ticket),
  time_week: (v) => [{ request: { from: '2019-12-30', person: v.owner } }],
  trash_records: records,
  undo_bulk: bulk,
  undo_import: job,
  unshare_record: ({ share }) => [{ share_id: share }],
  update_my_profile: () => [{ changes: { job_title: 'Unchanged' } }],
  verify_audit: payload(() => ({})),
  why_can_see: (v) => oneOf(v),
};

/** Functions that only the service role may call, with what to call them with; to everybody else they are not there. */
export const serviceFunctions: Readonly<Record<string, Record<string, unknown>>> = {
  attachments_to_purge: { how_many: 1 },
  claim_outbox: { how_many: 1 },
  forget_attachments: { ids: [] },
  read_calendar_feed: { token: 'x' },
  read_invitation: { token: 'x' },
  answer_invitation: { token: 'x', answer: 'accepted' },
  settle_outbox: { outbox_id: '00000000-0000-4000-8000-000000000000', error: null },
  setup_needed: {},
  setup_organisation: { payload: {} },
};
