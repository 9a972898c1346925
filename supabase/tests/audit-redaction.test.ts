import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { answerOf, newCustomer } from './audit-lines.ts';
import { createPerson, type Person, sql, value } from './support.ts';

// Redaction as an administrator does it: what it would take away is shown, done, and stands in the log itself.
let admin: Person;
let rep: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  admin = await createPerson({ roles: ['admin'] });
  rep = await createPerson({ roles: ['sales_rep'] });
});

interface Preview {
  lines: number;
  first: string | null;
  fields: { field: string; table: string; lines: number; personal: boolean }[];
}
const preview = async (payload: object) => {
  const { data, error } = await admin.api.rpc('preview_redaction', { payload: payload as never });
  expect(error).toBeNull();
  return data as unknown as Preview;
};
const redact = (payload: object) => admin.api.rpc('redact_audit', { payload: payload as never });
const logOf = async (...records: string[]) => {
  const { data } = await admin.api.rpc('list_audit', { payload: { records, limit: 500 } });
  return { text: JSON.stringify(answerOf(data).lines), lines: answerOf(data).lines };
};
/** What verifying finds wrong with the lines about these records, or with the chain. */
const problems = async (...records: string[]) => {
  await sql.query('select private.seal_audit()');
  const { lines } = await logOf(...records);
  const ours = new Set<unknown>([undefined, ...lines.map(({ id }) => id)]);
  const found: { kind: string; id?: number }[] = [];
  let after: number | null = null;
  for (;;) {
    const { data, error } = await admin.api.rpc('verify_audit', { payload: { after } });
    expect(error).toBeNull();
    const answer = data as unknown as { problems: typeof found; after: number; done: boolean };
    found.push(...answer.problems.filter(({ id }) => ours.has(id)));
    if (answer.done) return found;
    after = answer.after;
  }
};

/** A customer with one contact, whose names and numbers hold a mark. */
async function company(mark: string) {
  const id = await newCustomer(rep, `Company ${mark}`);
  const contact = randomUUID();
  const { error } = await rep.api.rpc('save_contact', {
    payload: {
      id: contact,
      new: true,
      customer_id: id,
      contact: { full_name: `Zoe ${mark}`, job_title: 'Buyer' },
      contact_details: { email: `zoe@${mark}.example` },
    },
  });
  expect(error).toBeNull();
  return { id, contact };
}

test('a person who is a customer’s contact is found wherever the log names them, and nobody else', async () => {
  const mark = randomUUID().slice(0, 8);
  const { id, contact } = await company(mark);
  const found = await preview({ id: contact });
  expect(found.lines).toBe(2);
  expect(found.fields.filter(({ personal }) => personal).map(({ field }) => field)).toEqual(
    expect.arrayContaining(['full_name', 'email']),
  );
  const done = await redact({ id: contact, fields: ['full_name', 'email'], reason: 'Asked to be forgotten' });
  expect(done).toMatchObject({ error: null, data: 2 });
  const after = await logOf(id, contact);
  expect(after.text).not.toContain(`Zoe ${mark}`);
  expect(after.text).not.toContain(`zoe@${mark}`);
  expect(after.text).toContain(`Company ${mark}`);
  expect(after.text).toContain('Buyer');
  // said in the log, and in the history of the customer that the contact is of
  const said = after.lines.filter(({ action }) => action === 'redact');
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({
    actor_id: admin.id,
    changes: { reason: [null, 'Asked to be forgotten'], fields: [null, ['full_name', 'email']] },
  });
  const history = await rep.api.rpc('record_history', { payload: { resource: 'customers', id } });
  expect(answerOf(history.data).lines.map(({ action }) => action)).toContain('redact');
  expect((await preview({ id: contact })).fields.map(({ field }) => field)).not.toContain('full_name');
  expect(await problems(id, contact)).toEqual([]);
});

test('a customer goes with its contacts and their details; what is redacted stays so and the seals stay good', async () => {
  const mark = randomUUID().slice(0, 8);
  const { id, contact } = await company(mark);
  await sql.query('select private.seal_audit()');
  const found = await preview({ id });
  expect(found.lines).toBeGreaterThanOrEqual(3);
  expect(await redact({ id, reason: 'All of it' })).toMatchObject({ error: null, data: found.lines });
  expect((await logOf(id, contact)).text).not.toContain(mark);
  expect(await preview({ id })).toMatchObject({ lines: 0, first: null, fields: [] });
  expect(await redact({ id, reason: 'Again' })).toMatchObject({ error: null, data: 0 });
  expect(await problems(id, contact)).toEqual([]);
});

test('one entry alone, and what is refused', async () => {
  const mark = randomUUID().slice(0, 8);
  const id = await newCustomer(rep, `Entry ${mark}`);
  await rep.api
    .from('customers')
    .update({ description: `Told me ${mark}` })
    .eq('id', id);
  const entry = await value<string>(
    `select id from public.audit_log where root_id = $1 and action = 'update'`,
    [id],
  );
  expect(await preview({ entries: [Number(entry)] })).toMatchObject({
    lines: 1,
    fields: [{ field: 'description', personal: true }],
  });
  expect((await redact({ entries: [Number(entry)], reason: ' ' })).error).toMatchObject({ hint: 'required' });
  expect((await redact({ entries: [Number(entry)], reason: 'x'.repeat(501) })).error).toMatchObject({
    hint: 'too_long',
  });
  const refused = { code: '42501', hint: 'denied' };
  expect((await rep.api.rpc('preview_redaction', { payload: { id } })).error).toMatchObject(refused);
  expect(await redact({ entries: [Number(entry)], reason: 'Not for us' })).toMatchObject({
    error: null,
    data: 1,
  });
  const { text } = await logOf(id);
  expect(text).toContain(`Entry ${mark}`);
  expect(text).not.toContain(`Told me ${mark}`);
  expect(await problems(id)).toEqual([]);
});
