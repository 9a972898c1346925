import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ICAL from 'ical.js';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { serveFunction } from './parts/edge-function.ts';
import { newDataDir, type Served } from './parts/harness.ts';

// The function that sends a hosted project's post, run by Deno as there, with a real mail server on the other side.
const secret = randomUUID();

interface Received {
  from: string;
  to: string[];
  text: string;
}

const received: Received[] = [];
let stack: Stack;
let sql: pg.Pool;
let server: SMTPServer;
let deno: Served;
let address: string;

beforeAll(async () => {
  stack = await startStack({ dataDir: newDataDir(), data: 'none', frontend: 'none', quiet: true });
  sql = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  server = new SMTPServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'atrium' && password === 'postbox'
        ? done(null, { user: username })
        : done(new Error('Who are you?')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody@') ? done(new Error('No such mailbox')) : done(),
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          text,
        });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');

  ({ deno, address } = await serveFunction('outbox', {
    SUPABASE_URL: stack.url,
    SUPABASE_SERVICE_ROLE_KEY: stack.secretKey,
    OUTBOX_SECRET: secret,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String((listening.address() as AddressInfo).port),
    SMTP_USER: 'atrium',
    SMTP_PASSWORD: 'postbox',
    SMTP_FROM: 'Atrium <atrium@example.com>',
  }));
});

afterAll(async () => {
  deno.child.kill();
  await deno.exit;
  await new Promise<void>((done) => server.close(done));
  await sql.end();
  await stack.stop();
});

const call = (key: string = secret) =>
  fetch(address, { method: 'POST', headers: { authorization: `Bearer ${key}` } });

async function enqueue(recipient: string, subject: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `select private.enqueue_mail($1, $2, 'Guten Tag, 你好', '<p>Guten Tag</p>') as id`,
    [recipient, subject],
  );
  return rows[0]?.id ?? '';
}

const stateOf = async (id: string) =>
  (
    await sql.query<{ status: string; attempts: number; last_error: string | null; later: boolean }>(
      `select status, attempts, last_error, next_attempt_at > now() as later from public.outbox where id = $1`,
      [id],
    )
  ).rows[0];

test('without the secret nothing is sent', async () => {
  const id = await enqueue('early@example.com', 'Too early');
  expect((await fetch(address)).status).toBe(405);
  for (const key of ['', 'guessed', stack.publishableKey]) {
    const answer = await call(key);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'denied' } });
  }
  expect(await stateOf(id)).toMatchObject({ status: 'pending', attempts: 0 });
  expect(await (await call()).json()).toEqual({ sent: 1, failed: 0, purged: 0 });
});

test('all that is due goes, each once, with its text whole', async () => {
  received.length = 0;
  const ids: string[] = [];
  for (let n = 0; n < 12; n++) ids.push(await enqueue(`person${n}@example.com`, `Willkommen ${n}`));
  expect(await (await call()).json()).toEqual({ sent: 12, failed: 0, purged: 0 });
  expect(received.map(({ to }) => to).sort()).toEqual(ids.map((_, n) => [`person${n}@example.com`]).sort());
  expect(received[0]).toMatchObject({ from: 'atrium@example.com' });
  const first = received.find(({ to }) => to[0] === 'person0@example.com')?.text ?? '';
  expect(first).toContain('Subject: Willkommen 0');
  expect(first).toContain(`Message-ID: <${ids[0]}@example.com>`);
  expect(first).toContain('<p>Guten Tag</p>');
  for (const id of ids)
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 1, last_error: null });
  expect(await (await call()).json()).toEqual({ sent: 0, failed: 0, purged: 0 });
});

test('an invitation goes as a mail that calendars read, and as one that people read', async () => {
  received.length = 0;
  await sql.query(`select private.set_site('https://crm.example.com')`);
  await sql.query(
    `with person as (insert into public.profiles (full_name, email, timezone, locale) values ('Ada Löwe', 'ada@firm.example', 'Europe/Berlin', 'en') returning id),
       event as (insert into public.events (title, place, starts_at, ends_at, owner_id, created_by)
         select 'گفت‌وگو, 谈判; "1"', 'Room 4', '2036-07-01T08:00Z', '2036-07-01T09:30Z', id, id from person returning id)
     insert into public.event_participants (event_id, email) select id, 'guest@example.com' from event`,
  );
  await sql.query('update private.invited_events set due_at = now()');
  await sql.query('select private.send_invitations()');
  expect(await (await call()).json()).toEqual({ sent: 1, failed: 0, purged: 0 });
  const mail = await PostalMime.parse(received[0]?.text ?? '', { attachmentEncoding: 'utf8' });
  expect(mail).toMatchObject({
    to: [{ address: 'guest@example.com' }],
    replyTo: [{ address: 'ada@firm.example' }],
  });
  expect(mail.subject).toContain('گفت‌وگو, 谈判; "1"');
  expect(mail.text).toMatch(/10:00.*11:30.*Europe\/Berlin/);
  expect(mail.text).toMatch(/https:\/\/crm\.example\.com\/invitation\/[0-9a-f]{96}\?answer=accepted/);
  expect(mail.html).toContain('answer=declined');
  // Gmail and Apple take the alternative with its method, Outlook that or the file.
  expect(received[0]?.text).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
  const parts = mail.attachments.filter(({ mimeType }) => /calendar|ics/.test(mimeType));
  expect(parts.map(({ mimeType }) => mimeType).sort()).toEqual(['application/ics', 'text/calendar']);
  for (const { content } of parts) {
    const calendar = new ICAL.Component(ICAL.parse(String(content)));
    const event = calendar.getFirstSubcomponent('vevent');
    expect([calendar.getFirstPropertyValue('method'), event?.getFirstPropertyValue('summary')]).toEqual([
      'REQUEST',
      'گفت‌وگو, 谈判; "1"',
    ]);
    expect(event && new ICAL.Event(event).startDate.toJSDate().toISOString()).toBe(
      '2036-07-01T08:00:00.000Z',
    );
  }
});

test('what the server refuses is tried again later, and given up at last, and holds up nothing else', async () => {
  received.length = 0;
  const refused = await enqueue('nobody@example.com', 'To nobody');
  const good = await enqueue('somebody@example.com', 'To somebody');
  expect(await (await call()).json()).toEqual({ sent: 1, failed: 1, purged: 0 });
  expect(received.map(({ to }) => to)).toEqual([['somebody@example.com']]);
  expect(await stateOf(good)).toMatchObject({ status: 'sent' });
  expect(await stateOf(refused)).toMatchObject({ status: 'pending', attempts: 1, later: true });
  expect((await stateOf(refused))?.last_error).toContain('No such mailbox');
  for (let attempt = 2; attempt <= 8; attempt++) {
    expect(await (await call()).json()).toEqual({ sent: 0, failed: 0, purged: 0 });
    await sql.query('update public.outbox set next_attempt_at = now() where id = $1', [refused]);
    expect(await (await call()).json()).toEqual({ sent: 0, failed: 1, purged: 0 });
  }
  expect(await stateOf(refused)).toMatchObject({ status: 'failed', attempts: 8 });
});

test('files whose time is over go with it, their bytes first', async () => {
  const { rows } = await sql.query<{ gone: string; young: string }>(
    `with person as (insert into public.profiles (full_name) values ('Filer') returning id),
       customer as (insert into public.customers (name) values ('Filed') returning id),
       files as (insert into public.attachments (customer_id, name, mime_type, size, stored_at, created_by, deleted_at)
         select c.id, d.name, 'text/plain', 2, now(), p.id, now() - d.age
         from person p, customer c, (values ('gone', interval '31 days'), ('young', interval '29 days')) d (name, age)
         returning id, name)
     select (select id from files where name = 'gone') as gone, (select id from files where name = 'young') as young`,
  );
  const { gone = '', young = '' } = rows[0] ?? {};
  const bytes = (id: string, method: string, body?: string) =>
    fetch(`${stack.url}/storage/v1/object/attachments/${id}`, {
      method,
      headers: { apikey: stack.secretKey, 'content-type': 'text/plain' },
      ...(body ? { body } : {}),
    });
  for (const id of [gone, young]) expect((await bytes(id, 'POST', 'hi')).status).toBe(200);
  expect(await (await call()).json()).toEqual({ sent: 0, failed: 0, purged: 1 });
  expect((await bytes(gone, 'GET')).ok).toBe(false);
  expect(await (await bytes(young, 'GET')).text()).toBe('hi');
  const left = await sql.query<{ id: string }>('select id from public.attachments where id = any ($1)', [
    [gone, young],
  ]);
  expect(left.rows).toEqual([{ id: young }]);
});

test('only the secret key claims and settles post', async () => {
  const answer = await fetch(`${stack.url}/rest/v1/rpc/claim_outbox`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(answer.status).toBe(401);
});
