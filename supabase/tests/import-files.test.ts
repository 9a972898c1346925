import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { analyse } from '../../src/lib/import/analyse.ts';
import { earlierImport, nextPart } from '../../src/lib/import/api.ts';
import { detect } from '../../src/lib/import/rows.ts';
import { applyJob } from '../../src/lib/import/run.ts';
import { openQuestions, suggestMapping } from '../../src/lib/import/suggest.ts';
import { check, dataOf, importText, prepare, source } from './import-run.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

/** Files as they come from other programs, to the end. */
let admin: Person;
const mark = () => randomUUID().slice(0, 8);

beforeAll(async () => {
  await prepare();
  admin = await createPerson({ roles: ['admin'] });
});

/** A text in GB18030: no program here writes it, so that the letters are looked up in what it reads as. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const wanted = new Set(text);
  const bytesOf = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const letter = decoder.decode(new Uint8Array([first, second]));
      if (wanted.has(letter)) bytesOf.set(letter, [first, second]);
    }
  }
  return new Uint8Array(
    [...text].flatMap((letter) => (letter < '\u0080' ? letter.charCodeAt(0) : (bytesOf.get(letter) ?? []))),
  );
}

function utf16(text: string, mark: boolean): Uint8Array {
  return new Uint8Array(Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le'));
}

const names = async (m: string) =>
  (
    await sql.query<{ name: string }>(
      `select name from public.customers where external_id like $1 order by external_id`,
      [`${m}-%`],
    )
  ).rows.map(({ name }) => name);

test('a file in GB18030 and one in UTF-16 come in with every letter', async () => {
  const m = mark();
  const chinese = `客户编号,公司名称,城市\n${m}-1,北京天坛贸易有限公司,北京\n${m}-2,上海外滩酒店,上海`;
  expect((await importText(admin, 'customers', gb18030(chinese))).counts.create).toBe(2);
  const wide = `customer id\tcompany\tcity\r\n${m}-3\tČeské dráhy – Ærø\tBrno\r\n${m}-4\tشرکت نمونه\tتهران`;
  expect((await importText(admin, 'customers', utf16(wide, true))).counts.create).toBe(2);
  const bare = `customer id;company\r\n${m}-5;Without a mark`;
  expect((await importText(admin, 'customers', utf16(bare, false))).counts.create).toBe(1);
  expect(await names(m)).toEqual([
    '北京天坛贸易有限公司',
    '上海外滩酒店',
    'České dráhy – Ærø',
    'شرکت نمونه',
    'Without a mark',
  ]);
});

test('separators, quotes and line breaks within fields, a formula and a column nobody knows stay as they are', async () => {
  const m = mark();
  const text = [
    'customer id;company;description;shoe size',
    `${m}-1;"Müller; Söhne";"says ""hi""\r\non two lines";44`,
    `${m}-2;=HYPERLINK("http://evil.example");@SUM(A1);`,
    `${m}-3;broken row`,
    `${m}-4;"Last";-1+1;`,
  ].join('\r\n');
  const { job, counts } = await importText(admin, 'customers', text);
  expect([counts.create, counts.refuse]).toEqual([3, 1]);
  const { rows } = await sql.query(
    `select name, description from public.customers where external_id like $1 order by external_id`,
    [`${m}-%`],
  );
  expect(rows).toEqual([
    { name: 'Müller; Söhne', description: 'says "hi"\non two lines' },
    { name: '=HYPERLINK("http://evil.example")', description: '@SUM(A1)' },
    { name: 'Last', description: '-1+1' },
  ]);
  expect(
    await value(
      `select row_number || ' ' || (issues -> 0 ->> 'key') from public.import_rows where job_id = $1 and refused`,
      [job],
    ),
  ).toBe('4 too_few_cells');
});

test('dates that read two ways are a question until somebody answers it', async () => {
  const m = mark();
  const text = `deal,id,stage,close date\nA,${m}-1,Won,03/04/2017\nB,${m}-2,Won,05/06/2017`;
  const analysis = await analyse(source(text), await detect(source(text)));
  const mapping = suggestMapping(analysis, 'deals', { today: '2026-11-21' });
  expect(openQuestions(mapping, analysis)).toMatchObject([
    { column: 'close date', kind: 'date', choices: ['mdy', 'dmy'] },
  ]);
  // not guessed: unanswered, no row is taken
  expect((await check(admin, 'deals', text)).checked).toMatchObject({ create: 0, refuse: 2 });
  await importText(admin, 'deals', text, (chosen) => {
    const how = chosen.columns['close date'];
    if (how) how.date = 'dmy';
  });
  expect(
    await value(
      `select (closed_at at time zone (select timezone from public.settings))::date::text from public.deals where external_id = $1`,
      [`${m}-1`],
    ),
  ).toBe('2017-04-03');
});

test('two people import the same file at the same time: each record is there once, and both are told the truth', async () => {
  const m = mark();
  const other = await createPerson({ roles: ['admin'] });
  const text = [
    'company,customer id,email',
    ...Array.from({ length: 300 }, (_, n) => `Company ${m} ${n},${m}-${n},c${n}@${m}.example`),
  ].join('\n');
  const [first, second] = await Promise.all([
    check(admin, 'customers', text),
    check(other, 'customers', text),
  ]);
  const interleaved = async (person: Person, job: string) => {
    let counts = (await nextPart(dataOf(person), 'apply_import', job, 70)).counts;
    counts = (await applyJob(dataOf(person), job)).counts;
    return counts;
  };
  const [mine, theirs] = await Promise.all([interleaved(admin, first.job), interleaved(other, second.job)]);
  expect(mine.create + theirs.create).toBe(300);
  expect(mine.skip + theirs.skip).toBe(300);
  expect(
    await value('select count(*)::int from public.customers where external_id like $1', [`${m}-%`]),
  ).toBe(300);
});

test('who may create only their own gets the rest refused, row by row, and nothing of it is written', async () => {
  const m = mark();
  const role = await createRole({
    customers: { read: 'own', create: 'own', update: 'own', import: 'own' },
    'customers.contact_details': { read: 'own' },
    imports: { read: 'own' },
    profiles: { read: 'all' },
  });
  const importer = await createPerson({ roles: [role], fullName: `Importer ${m}` });
  const other = await createPerson({ fullName: `Other ${m}` });
  const { counts, job } = await importText(
    importer,
    'customers',
    [
      'company,customer id,owner,phone',
      `Mine,${m}-1,${importer.fullName},`,
      `Theirs,${m}-2,${other.fullName},`,
      `With a phone,${m}-3,${importer.fullName},+49 30 1234`,
    ].join('\n'),
  );
  expect([counts.create, counts.refuse]).toEqual([1, 2]);
  const { rows } = await sql.query(
    `select row_number, issues -> 0 ->> 'key' as key from public.import_rows where job_id = $1 and refused order by 1`,
    [job],
  );
  expect(rows).toEqual([
    { row_number: 3, key: 'denied_create' },
    { row_number: 4, key: 'denied_field' },
  ]);
  expect(await names(m)).toEqual(['Mine']);
});

test('a file is known by its content, until its import is undone', async () => {
  const m = mark();
  const hash = randomUUID().replaceAll('-', '').repeat(2);
  const { job } = await importText(admin, 'customers', `company,customer id\nKnown ${m},${m}-1`);
  await sql.query(`update public.import_jobs set file_hash = $2 where id = $1`, [job, hash]);
  expect(await earlierImport(dataOf(admin), hash)).toMatchObject({ id: job });
  const stranger = await createPerson({ roles: ['sales_rep'] });
  expect(await earlierImport(dataOf(stranger), hash)).toBeUndefined();
  await sql.query(`update public.import_jobs set status = 'undone' where id = $1`, [job]);
  expect(await earlierImport(dataOf(admin), hash)).toBeUndefined();
});
