import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { customerOf, type DealDesk, dealDesk, stored } from './deal-set.ts';
import { createPerson, createRole, type Person, sql } from './support.ts';

let rep: Person;
let otherRep: Person;
let marketer: Person;
let outsider: Person;
let create: DealDesk['create'];

beforeAll(async () => {
  ({ rep, otherRep, marketer, outsider, create } = await dealDesk());
});

describe('search_deals', () => {
  test('finds by name, number, external id and the customer’s name, what the searcher may read', async () => {
    const word = `zyx${randomUUID().slice(0, 8)}`;
    const customer = await customerOf(rep, `Kunde ${word}`);
    const byName = await create(rep, { name: `Offer ${word}` });
    const byCustomer = await create(rep, { name: 'Chairs', customer_id: customer });
    const byKey = await create(rep);
    await sql.query(`update public.deals set external_id = $2 where id = $1`, [byKey, `EXT-${word}`]);
    const hidden = await create(otherRep, { name: `Other ${word}` });
    const trashed = await create(rep, { name: `Trashed ${word}` });
    await rep.api.rpc('trash_records', { resource: 'deals', ids: [trashed] });
    const find = async (person: Person, q: string) =>
      ((await person.api.rpc('search_deals', { q })).data ?? []).map(({ id }) => id).sort();

    expect(await find(rep, word.toUpperCase())).toEqual([byName, byCustomer, byKey].sort());
    expect(await find(marketer, word)).toEqual([byName, byCustomer, byKey, hidden].sort());
    expect(await find(outsider, word)).toEqual([]);
    const number = String((await stored(byName))?.number);
    expect(await find(rep, number)).toContain(byName);

    // Whoever does not see the customer does not find the deal by its name.
    const blind = await createPerson({ roles: [await createRole({ deals: { read: 'all' } })] });
    expect(await find(blind, word)).toEqual([byName, byKey, hidden].sort());
  });
});

describe('deal_overview', () => {
  test('says what may be done and how much hangs on it, and nothing of a deal that is out of sight', async () => {
    const id = await create(rep);
    await sql.query(`insert into public.tasks (title, deal_id, assignee_id) values ('Call', $1, $2)`, [
      id,
      rep.id,
    ]);
    const { data } = await rep.api.rpc('deal_overview', { id });
    expect(data).toMatchObject({ counts: { tasks: 1, activities: 0, orders: 0 } });
    expect((data as { may: Record<string, string[]> }).may.deals).toContain('update');
    expect((await marketer.api.rpc('deal_overview', { id })).data).toMatchObject({
      may: { deals: ['read'] },
    });
    expect((await otherRep.api.rpc('deal_overview', { id })).data).toBeNull();
  });
});
