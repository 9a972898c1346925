import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { nextPart, reasonsOf } from '../../src/lib/import/api.ts';
import { reportLines } from '../../src/lib/import/report.ts';
import { applyJob, undoJob } from '../../src/lib/import/run.ts';
import { check, dataOf, importText, prepare } from './import-run.ts';
import { companyFiles } from './import-set.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let admin: Person;
const mark = () => randomUUID().slice(0, 8);

beforeAll(async () => {
  await prepare();
  admin = await createPerson({ roles: ['admin'] });
});

async function importCompany(files: ReturnType<typeof companyFiles>) {
  const runs = [];
  for (const target of ['products', 'customers', 'profiles', 'deals'] as const) {
    runs.push(await importText(admin, target, files[target]));
  }
  return runs;
}

test('the four files of a company become its records, and the same files again add nothing', async () => {
  const m = mark();
  const files = companyFiles(m);
  const runs = await importCompany(files);
  expect(runs.map(({ counts }) => [counts.create, counts.refuse])).toEqual([
    [3, 0],
    [6, 0],
    [6, 0],
    [120, 0],
  ]);
  // what the dry run said is what was done
  for (const { checked, counts } of runs) expect(checked.create).toBe(counts.create);

  const { rows } = await sql.query(
    `select count(*) filter (where outcome = 'won')::int as won, sum(amount) filter (where outcome = 'won')::int as "wonValue",
       count(*) filter (where outcome = 'lost')::int as lost, count(*) filter (where outcome = 'open')::int as open,
       count(*) filter (where customer_id is null)::int as "withoutCustomer",
       count(*) filter (where amount_is_estimate)::int as estimated, count(*) filter (where owner_id is null)::int as ownerless
     from public.deals where external_id like $1`,
    [`${m}-%`],
  );
  const { won, wonValue, lost, open, withoutCustomer } = files;
  expect(rows[0]).toEqual({ won, wonValue, lost, open, withoutCustomer, estimated: open, ownerless: 0 });
  expect(runs[3]?.counts.notes).toMatchObject({
    no_customer: withoutCustomer,
    estimated: open,
    no_reason: lost,
  });
  expect(
    await value(
      'select count(*)::int from public.deal_items i join public.deals d on d.id = i.deal_id where d.external_id like $1',
      [`${m}-%`],
    ),
  ).toBe(120);
  expect(
    await value(
      `select p.name || ' ' || c.industry || ' ' || d.annual_revenue from public.customers c
      join public.customers p on p.id = c.parent_id join public.customer_demographics d on d.customer_id = c.id where c.name = $1`,
      [`Arbor Works ${m}`],
    ),
  ).toBe(`Fern Foods ${m} technology 100040000.00`);
  expect(
    await value(
      `select t.region || ' ' || m.full_name || ' ' || (p.user_id is null) from public.profiles p join public.teams t on t.id = p.team_id
      join public.profiles m on m.id = p.manager_id where p.full_name = $1`,
      [`Ana Bell ${m}`],
    ),
  ).toBe(`East ${m} Gil Hart ${m} true`);

  const again = await importCompany(files);
  expect(again.map(({ counts }) => [counts.create, counts.update, counts.refuse])).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
});

test('the same file twice at once adds each record once', async () => {
  const m = mark();
  const text = [
    'deal,id,stage,close date,amount',
    ...Array.from({ length: 60 }, (_, n) => `D ${n},${m}-${n},Won,2017-03-${10 + (n % 20)},${n}`),
  ].join('\n');
  const runs = await Promise.all([check(admin, 'deals', text), check(admin, 'deals', text)]);
  expect(runs.map(({ checked }) => checked.create)).toEqual([60, 60]);
  const counts = await Promise.all(runs.map(({ job }) => applyJob(dataOf(admin), job)));
  expect(counts.reduce((sum, answer) => sum + answer.counts.create, 0)).toBe(60);
  expect(await value('select count(*)::int from public.deals where external_id like $1', [`${m}-%`])).toBe(
    60,
  );
});

test('an import that is interrupted goes on from where it stopped', async () => {
  const m = mark();
  const text = [
    'deal,id,stage,amount',
    ...Array.from({ length: 50 }, (_, n) => `D ${n},${m}-${n},Discovery,${n}`),
  ].join('\n');
  const { job } = await check(admin, 'deals', text);
  const part = await nextPart(dataOf(admin), 'apply_import', job, 20);
  expect(part).toMatchObject({ status: 'applying', done: 20, total: 50 });
  expect(await value('select count(*)::int from public.deals where external_id like $1', [`${m}-%`])).toBe(
    20,
  );
  const { counts } = await applyJob(dataOf(admin), job);
  expect(counts.create).toBe(50);
  expect(await value('select count(*)::int from public.deals where external_id like $1', [`${m}-%`])).toBe(
    50,
  );
});

test('broken rows are refused alone, each with its reason, and come back as a file', async () => {
  const m = mark();
  const text = [
    'name,id,stage,amount,close date',
    `Good,${m}-1,Won,10,2017-03-01`,
    `Short,${m}-2`,
    `No number,${m}-3,Won,ten,2017-03-01`,
    `No day,${m}-4,Won,10,2017-02-31`,
    `Nowhere,${m}-5,Limbo,10,2017-03-01`,
    `Open end,${m}-6,Lost,10,`,
    `"=SUM(A1)",${m}-7,Won,5,2017-03-01`,
    `Twice,${m}-1,Won,11,2017-03-01`,
  ].join('\n');
  const { job, counts, columns } = await importText(admin, 'deals', text);
  expect([counts.create, counts.refuse]).toEqual([2, 6]);
  const { rows } = await sql.query(
    `select row_number, issues -> 0 ->> 'field' as field, issues -> 0 ->> 'key' as key from public.import_rows where job_id = $1 and action = 'refuse' order by 1`,
    [job],
  );
  expect(rows.map(({ row_number, field, key }) => [row_number, field, key])).toEqual([
    [3, null, 'too_few_cells'],
    [4, 'amount', 'not_a_number'],
    [5, 'closed_at', 'not_a_date'],
    [6, 'stage', 'not_found'],
    [7, 'closed_at', 'closed_without_date'],
    [9, null, 'duplicate_row'],
  ]);
  expect(await value('select name from public.deals where external_id = $1', [`${m}-7`])).toBe('=SUM(A1)');
  const lines: string[] = [];
  for await (const line of reportLines(dataOf(admin), job, columns, {
    row: 'Row',
    problem: 'Problem',
    issue: ({ key }) => key,
  }))
    lines.push(line);
  expect(lines[0]).toBe('\uFEFFname,id,stage,amount,close date,Row,Problem\r\n');
  expect(lines).toContain(
    `No number,${m}-3,Won,ten,2017-03-01,4,amount: not_a_number\r\n`.replace('amount: ', ''),
  );
  expect((await reasonsOf(dataOf(admin), job)).length).toBe(6);
});

test('a row that the database itself refuses is found by halving, and the others are written', async () => {
  const m = mark();
  const rows = Array.from({ length: 40 }, (_, n) => `P ${n} ${m},${n === 23 ? `${m}-taken` : `${m}-${n}`}`);
  const { job } = await check(admin, 'products', ['product,sku', ...rows].join('\n'));
  // meanwhile somebody takes a name that the row would have had: the length of the SKU is what the check does not know
  await sql.query(
    `update public.import_rows set data = data || jsonb_build_object('sku', repeat('x', 61)) where job_id = $1 and row_number = 25`,
    [job],
  );
  const { counts } = await applyJob(dataOf(admin), job);
  expect([counts.create, counts.refuse]).toEqual([39, 1]);
  expect(
    await value(
      `select issues -> 0 ->> 'key' from public.import_rows where job_id = $1 and action = 'refuse'`,
      [job],
    ),
  ).toBe('not_allowed');
});

test('who may not import is refused; who may create for themselves alone gets the other rows refused', async () => {
  const m = mark();
  const rep = await createPerson({ roles: ['sales_rep'] });
  await expect(check(rep, 'deals', 'deal,stage\nA,Discovery')).rejects.toMatchObject({ kind: 'denied' });
  const role = await createRole({
    deals: { read: 'own', create: 'own', update: 'own', import: 'own' },
    imports: { read: 'own' },
    profiles: { read: 'all' },
    pipelines: { read: 'all' },
    products: { read: 'all' },
    settings: { read: 'all' },
  });
  const importer = await createPerson({ roles: [role], fullName: `Importer ${m}` });
  const other = await createPerson({ fullName: `Other ${m}` });
  const text = `deal,id,stage,owner\nMine,${m}-1,Discovery,${importer.fullName}\nTheirs,${m}-2,Discovery,${other.fullName}\nNobody's,${m}-3,Discovery,`;
  const { counts, job } = await importText(importer, 'deals', text);
  expect([counts.create, counts.refuse]).toEqual([2, 1]);
  expect(
    await value(`select issues -> 0 ->> 'key' from public.import_rows where job_id = $1 and row_number = 3`, [
      job,
    ]),
  ).toBe('denied_create');
  expect(await value('select owner_id from public.deals where external_id = $1', [`${m}-3`])).toBe(
    importer.id,
  );
  // nobody else sees the import or its rows
  const stranger = await createPerson({ roles: ['sales_manager'] });
  expect((await stranger.api.from('import_jobs').select('id').eq('id', job)).data).toEqual([]);
  expect((await stranger.api.from('import_rows').select('row_number').eq('job_id', job)).data).toEqual([]);
  await expect(nextPart(dataOf(stranger), 'undo_import', job, 10)).rejects.toMatchObject({ kind: 'gone' });
  // a deal that somebody else owns is out of sight, and cannot be changed through a file
  const theirs = await value<string>(
    `insert into public.deals (name, external_id, pipeline_id, stage_id, owner_id)
     select 'Theirs', $1, s.pipeline_id, s.id, $2 from public.pipeline_stages s where s.key = 'discovery' returning id`,
    [`${m}-9`, other.id],
  );
  await importText(importer, 'deals', `deal,id,stage\nChanged,${m}-9,Discovery`);
  expect(await value('select name from public.deals where id = $1', [theirs])).toBe('Theirs');
});

test('people are made only by who may, whatever the rows say', async () => {
  const role = await createRole({
    profiles: { read: 'all', import: 'all' },
    imports: { read: 'own' },
    teams: { read: 'all' },
  });
  const importer = await createPerson({ roles: [role] });
  const m = mark();
  const { job, counts } = await importText(importer, 'profiles', `name,team\nNew ${m},`);
  expect([counts.create, counts.refuse]).toEqual([0, 1]);
  await sql.query(`update public.import_rows set action = 'create' where job_id = $1`, [job]);
  const { error } = await importer.api.from('profiles').insert({ full_name: `New ${m}` });
  expect(error?.code).toBe('42501');
});

test('a later file updates what differs, a deal that it says is lost needs no reason, and undo gives back what was', async () => {
  const m = mark();
  await importText(
    admin,
    'deals',
    `deal,id,stage,amount\nA,${m}-1,Discovery,10\nB,${m}-2,Discovery,20\nC,${m}-3,Discovery,30`,
  );
  const later = `deal,id,stage,amount,close date\nA,${m}-1,Lost,10,2027-03-01\nB,${m}-2,Discovery,25,\nC,${m}-3,Discovery,30,\nD,${m}-4,Discovery,40,`;
  const { counts, job } = await importText(admin, 'deals', later);
  expect([counts.create, counts.update, counts.skip, counts.refuse]).toEqual([1, 2, 1, 0]);
  const state = () =>
    sql
      .query(
        `select external_id as id, outcome, amount::int, deleted_at is null as here from public.deals where external_id like $1 order by 1`,
        [`${m}-%`],
      )
      .then(({ rows }) =>
        rows.map(
          ({ id, outcome, amount, here }) => `${id.slice(-1)} ${outcome} ${amount}${here ? '' : ' trashed'}`,
        ),
      );
  expect(await state()).toEqual(['1 lost 10', '2 open 25', '3 open 30', '4 open 40']);
  // somebody works on one of them: it stays as it is
  await sql.query(`update public.deals set amount = 26 where external_id = $1`, [`${m}-2`]);
  const undone = await undoJob(dataOf(admin), job);
  expect([undone.counts.undone, undone.counts.kept]).toEqual([2, 1]);
  expect(await state()).toEqual(['1 open 10', '2 open 26', '3 open 30']);
  expect(
    await value(
      `select issues -> 0 ->> 'key' from public.import_rows where job_id = $1 and status = 'kept'`,
      [job],
    ),
  ).toBe('changed_since');
});

test('a whole company is undone, last file first, and nothing is left of it', async () => {
  const m = mark();
  const runs = await importCompany(companyFiles(m, 24));
  for (const { job } of runs.reverse()) {
    const { counts } = await undoJob(dataOf(admin), job);
    expect(counts.undone).toBe(counts.create);
  }
  expect(
    await value(
      `select (select count(*) from public.deals where external_id like $1 and deleted_at is null)
    + (select count(*) from public.customers where name like $2 and deleted_at is null) + (select count(*) from public.products where name like $2)
    + (select count(*) from public.teams where name like $2) as left`,
      [`${m}-%`, `% ${m}`],
    ),
  ).toBe('0');
});

test('customers are matched by external id, e-mail and name; two that share a name are not guessed at', async () => {
  const m = mark();
  await importText(
    admin,
    'customers',
    `company,id,email\nOne ${m},${m}-1,one@${m}.example\nTwo ${m},,two@${m}.example\nThree ${m},,`,
  );
  const { counts } = await importText(
    admin,
    'customers',
    `company,id,email,city\nOne renamed ${m},${m}-1,,Oslo\nTwo other ${m},,two@${m}.example,Oslo\nthree  ${m.toUpperCase()},,,Oslo`,
  );
  expect([counts.create, counts.update]).toEqual([0, 3]);
  await sql.query(`insert into public.customers (name) values ($1), ($1)`, [`Same ${m}`]);
  const twice = await check(admin, 'customers', `company,city\nSame ${m},Rome`);
  expect(twice.checked.refuse).toBe(1);
  const reasons = await reasonsOf(dataOf(admin), twice.job);
  expect(reasons[0]).toMatchObject({ field: 'name', key: 'ambiguous' });
});
