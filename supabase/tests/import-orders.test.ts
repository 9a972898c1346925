import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { nextPart } from '../../src/lib/import/api.ts';
import { applyJob, undoJob } from '../../src/lib/import/run.ts';
import { check, dataOf, importText, prepare } from './import-run.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let importer: Person;

beforeAll(async () => {
  await prepare();
  const own = { read: 'own', create: 'own', update: 'own', delete: 'own', import: 'own' };
  const role = await createRole({
    orders: own,
    customers: { read: 'own' },
    products: { read: 'all' },
    imports: { read: 'own' },
    profiles: { read: 'all' },
    settings: { read: 'all' },
  });
  importer = await createPerson({ roles: [role] });
});

/** What a test's file names: a customer and two products of its own, its order numbers with its mark. */
async function shop() {
  const mark = randomUUID().slice(0, 8);
  const customer = `Buyer ${mark}`;
  await value('insert into public.customers (name, owner_id) values ($1, $2) returning id', [
    customer,
    importer.id,
  ]);
  for (const [name, price] of [
    ['DESK', 100],
    ['LAMP', 20],
  ] as const)
    await value(
      `insert into public.products (sku, name, list_price, currency) values ($1, $1, $2, 'USD') returning id`,
      [`${name}-${mark}`, price],
    );
  const head = 'Order number,Customer,Order date,Status,SKU,Qty,Unit price,Discount';
  const row = (order: string, product: string, rest = ',,', facts = `${customer},2026-03-04,shipped`) =>
    `${order}-${mark},${facts},${product.includes(' ') ? product : `${product}-${mark}`},${rest}`;
  return { mark, customer, row, file: (...rows: string[]) => [head, ...rows].join('\n') };
}

/** The orders of a mark, as `number status total: product × quantity @ price, …`. */
const orders = async (mark: string) =>
  (
    await sql.query<{ text: string }>(
      `select replace(o.external_id, '-' || $1, '') || ' ' || o.status || ' ' || o.total || ': ' || coalesce(string_agg(
         replace(p.sku, '-' || $1, '') || ' ' || i.quantity::real || ' @ ' || i.unit_price::real || case when i.discount_rate > 0 then ' - ' || i.discount_rate::real else '' end,
         ', ' order by i.position), '') || case when o.deleted_at is null then '' else ' (trash)' end as text
       from public.orders o left join public.order_items i on i.order_id = o.id left join public.products p on p.id = i.product_id
       where o.external_id like '%-' || $1 group by o.id order by o.external_id`,
      [mark],
    )
  ).rows.map(({ text }) => text);
const rowsOf = async (job: string) =>
  (
    await sql.query<{ text: string }>(
      `select row_number || ' ' || action || ' ' || coalesce(issues -> 0 ->> 'key', '-') as text from public.import_rows where job_id = $1 order by row_number`,
      [job],
    )
  ).rows.map(({ text }) => text);
/** Checks and applies a file, a few rows at a time. */
async function run(text: string, person = importer) {
  const { job, checked } = await check(person, 'orders', text);
  let answer = await nextPart(dataOf(person), 'apply_import', job, 2);
  while (answer.status !== 'done') answer = await nextPart(dataOf(person), 'apply_import', job, 2);
  const { counts } = answer;
  expect(counts).toMatchObject({
    create: checked.create,
    update: checked.update,
    skip: checked.skip,
    refuse: checked.refuse,
  });
  return { job, counts };
}

describe('an ERP’s file of orders', () => {
  test('makes one order of the rows with one number, wherever they stand, and nothing when it comes again', async () => {
    const { mark, row, file } = await shop();
    const text = file(
      row('SO1', 'DESK', '2,90,10'),
      row('SO2', 'LAMP', '5,,'),
      row('SO1', 'LAMP', '1,20,', ',,'),
      row('SO1', 'DESK', '1,95,', ',,'),
    );
    const { counts } = await run(text);
    expect([counts.create, counts.refuse]).toEqual([4, 0]);
    const made = [
      'SO1 shipped 277.00: DESK 2 @ 90 - 0.1, LAMP 1 @ 20, DESK 1 @ 95',
      'SO2 shipped 100.00: LAMP 5 @ 20',
    ];
    expect(await orders(mark)).toEqual(made);
    expect(
      await value(
        `select (o.ordered_at at time zone s.timezone)::date::text from public.orders o, public.settings s where o.external_id = $1`,
        [`SO1-${mark}`],
      ),
    ).toBe('2026-03-04');
    expect(await value('select owner_id from public.orders where external_id = $1', [`SO1-${mark}`])).toBe(
      importer.id,
    );

    const again = await run(text);
    expect([again.counts.create, again.counts.update, again.counts.skip]).toEqual([0, 0, 4]);
    expect(await orders(mark)).toEqual(made);
  });

  test('leaves out an order whole for one faulty row of it, and says which', async () => {
    const { mark, row, file } = await shop();
    const { job, counts } = await run(
      file(
        row('SO1', 'DESK', '1,,'),
        row('SO2', 'DESK', '1,,'),
        row('SO1', 'Zebra crossing', '1,,'),
        row('SO3', 'DESK', '1,,', 'Nobody at all,2026-03-04,shipped'),
        row('SO4', 'DESK', '1,,'),
        row('SO4', 'LAMP', '1,,', ',,draft'),
        row('SO5', 'DESK', '1,,', ',2026-03-04,shipped'),
      ),
    );
    expect(counts.create).toBe(1);
    expect(await rowsOf(job)).toEqual([
      '2 refuse order_faulty',
      '3 create -',
      '4 refuse not_found',
      '5 refuse not_found',
      '6 refuse order_faulty',
      '7 refuse order_differs',
      '8 refuse required',
    ]);
    expect(await orders(mark)).toEqual(['SO2 shipped 100.00: DESK 1 @ 100']);
  });

  test('that the database refuses is left out alone, with all its rows', async () => {
    const { mark, row, file } = await shop();
    const { job } = await check(
      importer,
      'orders',
      file(
        row('SO1', 'DESK', '1,,'),
        row('SO2', 'DESK', '1,,'),
        row('SO2', 'LAMP', '9000000,900000000,', ',,'),
        row('SO3', 'LAMP', '1,,'),
        row('SO1', 'LAMP', '1,,', ',,'),
      ),
    );
    const { counts } = await applyJob(dataOf(importer), job);
    expect([counts.create, counts.refuse]).toEqual([3, 2]);
    expect(await rowsOf(job)).toEqual([
      '2 create -',
      '3 refuse not_allowed',
      '4 refuse order_faulty',
      '5 create -',
      '6 create -',
    ]);
    expect(await orders(mark)).toEqual([
      'SO1 shipped 120.00: DESK 1 @ 100, LAMP 1 @ 20',
      'SO3 shipped 20.00: LAMP 1 @ 20',
    ]);
  });

  test('of more rows than an order may have is left out, and the others of its file come in', async () => {
    const { mark, row, file } = await shop();
    const { job, counts } = await importText(
      importer,
      'orders',
      file(row('SO2', 'DESK', '1,,'), ...Array.from({ length: 1001 }, () => row('SO1', 'LAMP', '1,,'))),
    );
    expect([counts.create, counts.refuse]).toEqual([1, 1001]);
    expect(new Set((await rowsOf(job)).map((text) => text.replace(/^\d+ /, '')))).toEqual(
      new Set(['create -', 'refuse order_too_long']),
    );
    expect(await orders(mark)).toEqual(['SO2 shipped 100.00: DESK 1 @ 100']);
  });

  test('brings an order up to date line by line, and undo gives back what was', async () => {
    const { mark, row, file } = await shop();
    await run(file(row('SO1', 'DESK', '1,90,'), row('SO1', 'LAMP', '2,,'), row('SO2', 'DESK', '1,,')));
    const before = await orders(mark);
    const lamp = () =>
      value(
        `select i.id from public.order_items i join public.orders o on o.id = i.order_id join public.products p on p.id = i.product_id where o.external_id = $1 and p.sku = $2`,
        [`SO1-${mark}`, `LAMP-${mark}`],
      );
    const kept = await lamp();
    const { job, counts } = await run(
      file(
        row('SO1', 'LAMP', '3,,', ',,delivered'),
        row('SO1', 'LAMP', '1,15,', ',,'),
        row('SO2', 'DESK', '1,,'),
        row('SO3', 'DESK', '4,,'),
      ),
    );
    expect([counts.create, counts.update, counts.skip]).toEqual([1, 2, 1]);
    expect(await orders(mark)).toEqual([
      'SO1 delivered 75.00: LAMP 3 @ 20, LAMP 1 @ 15',
      'SO2 shipped 100.00: DESK 1 @ 100',
      'SO3 shipped 400.00: DESK 4 @ 100',
    ]);
    const undone = await undoJob(dataOf(importer), job);
    expect([undone.counts.undone, undone.counts.kept]).toEqual([3, 0]);
    expect(await orders(mark)).toEqual(before);
    expect(await lamp()).toBe(kept);
  });

  test('whose order somebody has worked on since keeps that order', async () => {
    const { mark, row, file } = await shop();
    await run(file(row('SO1', 'DESK', '1,,')));
    const { job } = await run(
      file(row('SO1', 'DESK', '2,,'), row('SO2', 'DESK', '1,,'), row('SO2', 'LAMP', '1,,', ',,')),
    );
    await sql.query(`update public.orders set status = 'returned' where external_id like $1`, [`%-${mark}`]);
    const undone = await undoJob(dataOf(importer), job);
    expect([undone.counts.undone, undone.counts.kept]).toEqual([2, 1]);
    expect(await orders(mark)).toEqual([
      'SO1 returned 200.00: DESK 2 @ 100',
      'SO2 returned 120.00: DESK 1 @ 100, LAMP 1 @ 20 (trash)',
    ]);
  });

  test('goes no further than the rights of who brings it', async () => {
    const { mark, row, file } = await shop();
    const rep = await createPerson({ roles: ['sales_rep'] });
    await expect(check(rep, 'orders', file(row('SO1', 'DESK', '1,,')))).rejects.toMatchObject({
      kind: 'denied',
    });
    // an order that is not theirs to change
    const customer = await value<string>('select id from public.customers where name = $1', [
      `Buyer ${mark}`,
    ]);
    const other = await createPerson();
    await sql.query(
      `insert into public.orders (external_id, customer_id, owner_id, total) values ($1, $2, $3, 7)`,
      [`SO1-${mark}`, customer, other.id],
    );
    const { job } = await run(file(row('SO1', 'DESK', '1,,')));
    expect(await rowsOf(job)).toEqual(['2 refuse denied_update']);
    expect(await orders(mark)).toEqual(['SO1 draft 7.00: ']);
    await expect(nextPart(dataOf(rep), 'undo_import', job, 10)).rejects.toMatchObject({ kind: 'gone' });
  });
});
