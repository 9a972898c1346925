import type pg from 'pg';

/** A list's filters as its address has them: their keys with values, often had and seldom had, that rows of the company have. */
export interface ListFilters {
  resource: string;
  /** What is in the address to begin with, so that no usual filter narrows it. */
  everything: string;
  filters: [key: string, value: string][];
  sorts: string[];
}

const days = '2026-01-01..2026-03-31';

/** Every filter and order that the lists offer, with values of the large company. */
export async function listFilters(sql: pg.Pool): Promise<ListFilters[]> {
  const column = async (text: string): Promise<string[]> =>
    (await sql.query<{ value: string | null }>(text)).rows.flatMap(({ value }) => (value ? [value] : []));
  /** The value that most rows have, and one that few have. */
  const ends = async (table: string, field: string): Promise<string[]> => {
    const found = await column(
      `select ${field}::text as value from public.${table} where ${field} is not null group by 1 order by count(*) desc, 1`,
    );
    return [...new Set([found[0], found.at(-1)])].flatMap((value) => (value ? [value] : []));
  };
  const of = async (key: string, table: string, field: string): Promise<[string, string][]> =>
    (await ends(table, field)).map((value) => [key, value]);
  const tags = async (table: string): Promise<[string, string][]> =>
    (await ends(table, 'tag_id')).map((value) => ['tag', value]);
  const people = async (key: string, table: string): Promise<[string, string][]> => [
    ...(await of(key, table, `${key}_id`)),
    [key, 'none'],
    [key, 'my_team'],
  ];
  const [customer] = await column(
    `select customer_id::text as value from public.deals where customer_id is not null group by 1 order by count(*) desc, 1 limit 1`,
  );
  const [team] = await column(
    'select team_id::text as value from public.profiles where team_id is not null group by 1 order by count(*) desc, 1 limit 1',
  );
  const [region] = await column(
    'select region as value from public.teams where region is not null order by 1 limit 1',
  );
  const [manager] = await column(
    'select manager_id::text as value from public.profiles where manager_id is not null group by 1 order by count(*) desc, 1 limit 1',
  );
  const [line] = await column(
    'select product_line as value from public.products where product_line is not null order by 1 limit 1',
  );
  const [word] = await column(
    `select split_part(name, ' ', 1) as value from public.customers order by created_at, id limit 1`,
  );
  const known = (pairs: [string, string | undefined][]): [string, string][] =>
    pairs.flatMap(([key, value]) => (value ? [[key, value]] : []));
  const sales = async (lines: string): Promise<[string, string][]> => [
    ...known([
      ['team', team],
      ['sales_region', region],
      ['manager', manager],
      ['product_line', line],
    ]),
    ...(await of('product', lines, 'product_id')),
  ];
  const texts = (key: string): [string, string][] =>
    known([
      [key, word],
      [`${key}.is`, word],
      [`${key}.not`, word],
    ]);
  return [
    {
      resource: 'customers',
      everything: 'mine=0&view=all',
      filters: [
        ...(await of('stage', 'customers', 'lifecycle_stage')),
        ...(await of('tier', 'customers', 'tier')),
        ...(await of('industry', 'customers', 'industry')),
        ...(await of('size_band', 'customers', 'size_band')),
        ...(await of('region', 'customers', 'region')),
        ...(await of('country', 'customers', 'country')),
        ...(await people('owner', 'customers')),
        ...(await of('source', 'customers', 'source')),
        ['created_at', days],
        ['updated_at', days],
        ...texts('name'),
        ...(await of('kind', 'customers', 'kind')),
        ...(await tags('customer_tags')),
        ['country.not', 'DE'],
        ['tier', 'none'],
      ],
      sorts: ['name', 'industry', 'country', 'created_at', '-updated_at'],
    },
    {
      resource: 'deals',
      everything: 'mine=0&view=all',
      filters: [
        ...(await of('pipeline', 'deals', 'pipeline_id')),
        ...(await of('stage', 'deals', 'stage_id')),
        ...(await of('outcome', 'deals', 'outcome')),
        ['outcome', 'closed'],
        ...(await people('owner', 'deals')),
        ...known([['customer', customer]]),
        ['expected_close_date', days],
        ['close_date_moved', days],
        ...texts('name'),
        ['amount', '10000..20000'],
        ['stage_entered_at', days],
        ['opened_at', days],
        ['closed_at', days],
        ['stale', 'yes'],
        ...(await sales('deal_items')),
        ['deal_size', '5k_25k'],
        ...(await of('source', 'deals', 'source')),
        ...(await of('lost_reason', 'deals', 'lost_reason_id')),
        ...(await of('competitor', 'deals', 'competitor_id')),
        ...(await tags('deal_tags')),
      ],
      sorts: [
        'name',
        'customer.name',
        'stage.position',
        '-amount',
        'owner.full_name',
        'expected_close_date',
        'outcome',
        'stage_entered_at',
        '-closed_at',
        '-created_at',
      ],
    },
    {
      resource: 'orders',
      everything: 'mine=0&view=all',
      filters: [
        ...(await of('status', 'orders', 'status')),
        ...(await people('owner', 'orders')),
        ...known([['customer', customer]]),
        ['ordered_at', days],
        ['total', '10000..20000'],
        ...(await sales('order_items')),
      ],
      sorts: ['number', 'customer.name', 'status', '-ordered_at', '-total', 'owner.full_name', '-created_at'],
    },
    {
      resource: 'tasks',
      everything: 'mine=0&view=all&status=',
      filters: [
        ['due', 'overdue'],
        ['due', 'none'],
        ...(await of('status', 'tasks', 'status')),
        ...(await of('priority', 'tasks', 'priority')),
        ...(await people('assignee', 'tasks')),
        ...texts('title'),
        ['created_at', days],
        ...known([['customer', customer]]),
        ...(await tags('task_tags')),
      ],
      sorts: [
        'due_at',
        'title',
        'number',
        '-priority_rank',
        'status',
        'customer.name',
        'assignee.full_name',
        '-completed_at',
        '-created_at',
      ],
    },
    {
      resource: 'tickets',
      everything: 'mine=0&view=all&status=',
      filters: [
        ...(await of('queue', 'tickets', 'queue_id')),
        ['status', 'unsolved'],
        ...(await of('status', 'tickets', 'status')),
        ...(await of('priority', 'tickets', 'priority')),
        ...(await people('assignee', 'tickets')),
        ['due', days],
        ...texts('subject'),
        ['created_at', days],
        ['updated_at', days],
        ...known([['customer', customer]]),
        ...(await of('channel', 'tickets', 'channel')),
        ...(await of('category', 'tickets', 'category')),
        ...(await tags('ticket_tags')),
      ],
      sorts: [
        '-number',
        'subject',
        'customer.name',
        'queue.name',
        '-priority_rank',
        'assignee.full_name',
        'due_at',
        '-created_at',
        '-updated_at',
      ],
    },
  ];
}
