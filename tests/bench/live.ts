import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { RealtimeClient } from '@supabase/realtime-js';
import pg from 'pg';
import { WebSocket } from 'ws';
import { signJwt } from '../../supabase/local/jwt.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { provideChromium } from '../run/chromium.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { type Bench, measure, spread } from './bench.ts';

const clients = 200;
const writes = 100;
const changes = 30;
const who = 'sales.manager@atrium.example';

/** How long a change takes to be told and to be seen, what many listeners cost, and what telling costs a write. */
export const live: Bench = {
  name: 'live',
  title: 'Live',
  async run() {
    const found = await provideChromium();
    if ('problem' in found) throw new Error(found.problem);
    const stack = await startStack({
      dataDir: join(temporaryFolder('live-'), 'atrium'),
      port: 0,
      data: 'demo',
      frontend: 'build',
      quiet: true,
    });
    const sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
    const browser = await chromium.launch({
      executablePath: found.path,
      args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
    });
    try {
      const rows: (string | number)[][] = [
        ...(await costOfWrites(sql)),
        ['change to record on the screen', ...milliseconds(await onScreen(browser, stack, sql))],
        ...(await manyClients(stack, sql)),
      ];
      return {
        head: ['what', 'p50', 'p95'],
        rows,
        note: `Milliseconds unless said otherwise, in the demo company; ${writes} writes inside Postgres each way, ${changes} changes. Browser, clients, server and database share the machine; the clients live in the server's process, so that the memory is both ends'.`,
      };
    } finally {
      await browser.close();
      await sql.end();
      await stack.stop();
    }
  },
};

const milliseconds = (samples: number[]): [number, number] => {
  const { p50, p95 } = spread(samples);
  return [p50, p95];
};

const oneDeal = `(select d.id from public.deals d join public.profiles p on p.id = d.owner_id
  where p.email = '${who}' and d.outcome = 'open' and d.deleted_at is null order by d.id limit 1)`;
const tables = ['deals', 'activities'];

/** The same writes with and without the triggers that tell of them, in turn. */
async function costOfWrites(sql: pg.Pool): Promise<(string | number)[][]> {
  const switchTo = async (on: boolean) => {
    for (const table of tables)
      for (const what of ['inserted', 'updated'])
        await sql.query(`alter table public.${table} ${on ? 'enable' : 'disable'} trigger z_tell_${what}`);
  };
  const rows: (string | number)[][] = [];
  const deals: [string, string][] = [
    ['a deal’s next step', `update public.deals set next_step = 'Step ' || $1 where id = ${oneDeal}`],
    [
      'an activity made',
      `insert into public.activities (kind, subject, owner_id, deal_id)
       select 'note', 'Note ' || $1, d.owner_id, d.id from public.deals d where d.id = ${oneDeal}`,
    ],
    [
      '1,000 deals in one statement',
      `update public.deals set next_step = 'Step ' || $1 where id in (select id from public.deals where deleted_at is null order by id limit 1000)`,
    ],
  ];
  for (const [what, text] of deals) {
    const times = what.startsWith('1,000') ? 5 : writes;
    const timed = new Map<boolean, number[]>([
      [false, []],
      [true, []],
    ]);
    // switching takes a lock and makes plans anew: whole rounds, in turn
    for (let round = 0; round < 4; round++) {
      const on = round % 2 === 1;
      await switchTo(on);
      const { write } = await measure(times / (times > 10 ? 2 : 1), {
        write: (place) => sql.query(text, [String(round * 1_000 + place)]),
      });
      timed.get(on)?.push(...write);
    }
    for (const [on, samples] of timed)
      rows.push([`${what}, ${on ? 'told' : 'not told'}`, ...milliseconds(samples)]);
  }
  return rows;
}

async function onScreen(browser: Browser, stack: Stack, sql: pg.Pool): Promise<number[]> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${stack.url}/sign-in`);
  await page.locator('input[type=email]').fill(who);
  await page.locator('input[type=password]').fill('atrium-demo');
  await page.locator('button[type=submit]').click();
  await page.getByRole('navigation').first().waitFor();
  const { rows } = await sql.query<{ id: string }>(`select ${oneDeal} as id`);
  await page.goto(`${stack.url}/deals/${rows[0]?.id}`);
  await page.locator('html[data-live=live]').waitFor();
  const samples: number[] = [];
  for (let change = 0; change < changes; change++) {
    const name = `Live ${change} ${Date.now()}`;
    const started = performance.now();
    await sql.query('update public.deals set name = $2 where id = $1', [rows[0]?.id, name]);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    samples.push(performance.now() - started);
    // a change by itself, not the next of a crowd
    await wait(1_500);
  }
  await context.close();
  return samples;
}

/** Clients of all the company's people who join all their topics, and hear of changes to one table. */
async function manyClients(stack: Stack, sql: pg.Pool): Promise<(string | number)[][]> {
  const people = (
    await sql.query<{ user_id: string; email: string }>(
      'select user_id, email from public.profiles where active and user_id is not null order by email',
    )
  ).rows;
  const before = process.memoryUsage().rss;
  const told: number[] = [];
  let sent = 0;
  const joining: Promise<void>[] = [];
  const open: RealtimeClient[] = [];
  const started = performance.now();
  let channels = 0;
  for (let place = 0; place < clients; place++) {
    const person = people[place % people.length];
    if (!person) throw new Error('the demo company has people');
    const now = Math.floor(Date.now() / 1000);
    const token = signJwt(
      { sub: person.user_id, role: 'authenticated', email: person.email, iat: now, exp: now + 3600 },
      stack.jwtSecret,
    );
    const answer = await fetch(`${stack.url}/rest/v1/rpc/my_live_topics`, {
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}` },
    });
    const topics = [
      'permissions',
      ...Object.values((await answer.json()) as Record<string, string[]>).flat(),
    ];
    const client = new RealtimeClient(`${stack.url}/realtime/v1`, {
      params: { apikey: stack.publishableKey },
      accessToken: async () => token,
      transport: WebSocket as never,
    });
    open.push(client);
    await client.setAuth();
    for (const topic of topics) {
      channels += 1;
      const channel = client.channel(topic, { config: { private: true } });
      channel.on('broadcast', { event: 'changed' }, () => told.push(performance.now() - sent));
      joining.push(
        new Promise((done, fail) => {
          channel.subscribe((state, error) => (state === 'SUBSCRIBED' ? done() : error && fail(error)));
        }),
      );
    }
  }
  await Promise.all(joining);
  const joined = performance.now() - started;
  const memory = (process.memoryUsage().rss - before) / 2 ** 20;
  for (let change = 0; change < changes; change++) {
    sent = performance.now();
    await sql.query(`update public.deals set next_step = 'Heard ' || $1 where id = ${oneDeal}`, [change]);
    await wait(200);
  }
  const heard = [...told];
  sent = performance.now();
  told.length = 0;
  const roles = performance.now();
  await sql.query(
    'update public.profiles set active = active where id = (select id from public.profiles limit 1)',
  );
  while (told.length < clients) await wait(5);
  const checked = performance.now() - roles;
  for (const client of open) {
    await client.removeAllChannels();
    await client.disconnect();
  }
  return [
    [
      `change to event, ${clients} clients connected, ${heard.length / changes} told each`,
      ...milliseconds(heard),
    ],
    [`${clients} clients join ${channels} channels, all`, joined, joined],
    [`memory of ${clients} clients and their sockets, MiB`, memory, memory],
    [`after a change of permissions, until all ${channels} channels are checked anew`, checked, checked],
  ];
}
