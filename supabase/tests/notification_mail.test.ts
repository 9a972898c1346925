import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/lib/database.types.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

interface Mail {
  subject: string;
  body_text: string;
  body_html: string;
}

let boss: Person;
let own: string;
let stage: { id: string; pipeline: string };

beforeAll(async () => {
  const all = { read: 'all', create: 'all', update: 'all', assign: 'all', delete: 'all' };
  own = await createRole({ deals: { read: 'own' } });
  boss = await createPerson({ roles: [await createRole({ deals: all })], fullName: 'Bo <Boss>' });
  const { rows } = await sql.query<{ id: string; pipeline: string }>(
    `select id, pipeline_id as pipeline from public.pipeline_stages where key = 'discovery' limit 1`,
  );
  if (!rows[0]) throw new Error('there is no pipeline');
  stage = rows[0];
  await sql.query(`select private.set_site('https://crm.example.com')`);
});

/** Somebody whose own clock is this, who wants to be told so. */
async function reader(
  locale: string,
  timezone: string,
  settings: { [key: string]: Json } = {},
): Promise<Person> {
  const person = await createPerson({ roles: [own] });
  await sql.query('update public.profiles set locale = $2, timezone = $3 where id = $1', [
    person.id,
    locale,
    timezone,
  ]);
  const saved = await person.api.rpc('save_notification_settings', { payload: settings });
  expect(saved.error).toBeNull();
  return person;
}
/** A time of day by a clock, so many hours from now. */
const hoursFromNow = (hours: number, timezone: string) =>
  value<string>(`select to_char((now() at time zone $2) + make_interval(hours => $1::integer), 'HH24:MI')`, [
    hours,
    timezone,
  ]);
async function give(to: Person, name: string): Promise<string> {
  const customer = await value<string>(
    `insert into public.customers (name) values ('Mailed Ltd') returning id`,
  );
  const id = await value<string>(
    `insert into public.deals (name, customer_id, stage_id, pipeline_id) values ($1, $2, $3, $4) returning id`,
    [name, customer, stage.id, stage.pipeline],
  );
  const given = await boss.api.rpc('assign_records', { resource: 'deals', ids: [id], owner_id: to.id });
  expect(given.error).toBeNull();
  return id;
}
const run = () => sql.query('select private.mail_notifications()');
const mailsTo = async (person: Person) =>
  (
    await sql.query<Mail>(
      `select subject, body_text, body_html from public.outbox
       where recipient = (select lower(email) from public.profiles where id = $1) order by created_at, id`,
      [person.id],
    )
  ).rows;
const atOnce = { kinds: { assigned: { mail: 'at_once' } } };

test('what is wanted at once is mailed once, with links to the record and to the settings', async () => {
  const person = await reader('en', 'Europe/Berlin', atOnce);
  const id = await give(person, 'Chairs & <tables>');
  await run();
  await run();
  const [mail, ...more] = await mailsTo(person);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Bo <Boss> assigned this to you: Deal “Chairs & <tables>”');
  expect(mail?.body_text).toContain(`https://crm.example.com/deals/${id}`);
  expect(mail?.body_text).toContain('https://crm.example.com/profile#notices');
  expect(mail?.body_html).toContain('Chairs &amp; &lt;tables&gt;');
  expect(mail?.body_html).not.toContain('<Boss>');
});

test('a person is written to in their language and digits, several in one mail', async () => {
  const person = await reader('fa', 'Asia/Tehran', atOnce);
  await give(person, 'One');
  await give(person, 'Two');
  await run();
  const [mail, ...more] = await mailsTo(person);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('آتریوم: ۲ اعلان');
  expect(mail?.body_html).toContain('dir="rtl"');
  expect(mail?.body_text).toContain('معامله «One»');
});

test('who stands in is told for whom', async () => {
  const [lender, standIn] = await Promise.all([reader('en', 'UTC', {}), reader('en', 'UTC', atOnce)]);
  await sql.query(
    `insert into public.stand_ins (lender_id, stand_in_id, starts_on, ends_on, starts_at, ends_at)
     values ($1, $2, current_date, current_date, now() - interval '1 hour', now() + interval '1 hour')`,
    [lender.id, standIn.id],
  );
  await give(lender, 'Lent');
  await run();
  const [mail] = await mailsTo(standIn);
  expect(mail?.body_text).toContain(`Deal “Lent” · For ${lender.fullName}, for whom you stand in`);
});

test('nothing is mailed of what was read, of what may not be read any more, nor without being wanted', async () => {
  const [has, lost, none] = await Promise.all([
    reader('en', 'UTC', atOnce),
    reader('en', 'UTC', atOnce),
    reader('en', 'UTC', { kinds: { assigned: { mail: 'none' } } }),
  ]);
  await give(has, 'Read already');
  await has.api.rpc('read_notifications', { payload: {} });
  const id = await give(lost, 'Taken away');
  await boss.api.rpc('assign_records', { resource: 'deals', ids: [id], owner_id: boss.id });
  await give(none, 'Unwanted');
  await run();
  for (const person of [has, lost, none]) expect(await mailsTo(person)).toEqual([]);
});

test('who wants it by mail alone is mailed each time, and shown nothing in the app', async () => {
  const person = await reader('en', 'UTC', { kinds: { assigned: { app: false, mail: 'at_once' } } });
  await give(person, 'First');
  await run();
  await give(person, 'Second');
  await run();
  expect((await mailsTo(person)).map(({ subject }) => subject.slice(-8))).toEqual([' “First”', '“Second”']);
  expect((await person.api.rpc('list_notifications', { request: {} })).data).toMatchObject({ entries: [] });
});

describe.each(['Asia/Shanghai', 'America/Los_Angeles'])('by a clock in %s', (timezone) => {
  test('what came before the person’s last morning is mailed, what came since waits for the next', async () => {
    const person = await reader('en', timezone, { digest_at: await hoursFromNow(2, timezone) });
    const id = await give(person, 'From yesterday');
    await give(person, 'From today');
    await run();
    expect(await mailsTo(person)).toEqual([]);
    await sql.query(
      `update public.notifications set created_at = now() - interval '23 hours' where profile_id = $1 and record_id = $2`,
      [person.id, id],
    );
    await run();
    await run();
    const [mail, ...more] = await mailsTo(person);
    expect(more).toEqual([]);
    expect(mail?.body_text).toContain('Since the last mail:');
    expect(mail?.body_text).toContain('From yesterday');
    expect(mail?.body_text).not.toContain('From today');
  });

  test('quiet hours hold back what is wanted at once', async () => {
    const person = await reader('en', timezone, {
      ...atOnce,
      quiet: { from: await hoursFromNow(-1, timezone), until: await hoursFromNow(1, timezone) },
    });
    await give(person, 'Later');
    await run();
    expect(await mailsTo(person)).toEqual([]);
    await person.api.rpc('save_notification_settings', {
      payload: { quiet: { from: await hoursFromNow(1, timezone), until: await hoursFromNow(2, timezone) } },
    });
    await run();
    expect(await mailsTo(person)).toHaveLength(1);
  });
});

test('times are said as HH:MI, and given back', async () => {
  const person = await reader('en', 'UTC', { digest_at: '07:30', quiet: { from: '20:00', until: '06:00' } });
  const settings = async () => (await person.api.rpc('my_notification_settings')).data;
  expect(await settings()).toMatchObject({ digest_at: '07:30', quiet_from: '20:00', quiet_until: '06:00' });
  await person.api.rpc('save_notification_settings', { payload: { quiet: null } });
  expect(await settings()).toMatchObject({ digest_at: '07:30', quiet_from: null, quiet_until: null });
  const wrongs: { [key: string]: Json }[] = [
    { digest_at: '8' },
    { digest_at: '25:00' },
    { quiet: { from: '20:00' } },
    { quiet: { from: '20:00', until: '20:00' } },
    { quiet: 'always' },
  ];
  for (const payload of wrongs)
    expect((await person.api.rpc('save_notification_settings', { payload })).error?.hint).toBe('malformed');
});

test.each(['en', 'zh-CN', 'zh-TW', 'fa'])('mails say what the app says in %s', async (language) => {
  const texts = (file: string) =>
    JSON.parse(readFileSync(new URL(`../../src/${file}/locales/${language}.json`, import.meta.url), 'utf8'));
  const words = await value<Record<string, string>>('select private.notification_words($1)', [language]);
  const { notices } = texts('app/notices');
  for (const [key, said] of Object.entries(notices.say)) expect(words[key], key).toBe(said);
  expect(words.somebody).toBe(notices.somebody);
  expect(words.forLender).toBe(notices.forLender);
  expect(words.events).toBe(notices.events.one);
  for (const resource of ['customers', 'deals', 'orders', 'tickets', 'tasks'])
    expect(words[resource]).toBe(texts(`resources/${resource}`).one);
});
