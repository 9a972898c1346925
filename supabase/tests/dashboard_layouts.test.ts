import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDepartment, createPerson, createRole, type Person, sql } from './support.ts';

const dashboard = 'test/layouts';
const tiles = [{ id: 'a', widget: 'a', x: 0, y: 0, w: 3, h: 2 }];
const key = { onConflict: 'dashboard,profile_id,department_id' };

let reader: Person;
let colleague: Person;
let manager: Person;
let elsewhere: Person;
let publisher: Person;
let department: string;

beforeAll(async () => {
  const publishes = (scope: string) => createRole({ dashboards: { publish: scope } });
  department = await createDepartment();
  reader = await createPerson({ departmentId: department });
  colleague = await createPerson({ departmentId: department, roles: [await publishes('own')] });
  manager = await createPerson({ departmentId: department, roles: [await publishes('department')] });
  elsewhere = await createPerson({ departmentId: await createDepartment() });
  publisher = await createPerson({ roles: [await publishes('all')] });
});
afterAll(() => sql.query('delete from public.dashboard_layouts where dashboard = $1', [dashboard]));

const layouts = ({ api }: Person) => api.from('dashboard_layouts');
const seen = async (person: Person) =>
  ((await layouts(person).select('profile_id, department_id').eq('dashboard', dashboard)).data ?? []).map(
    ({ profile_id, department_id }) => (profile_id ? 'own' : department_id ? 'department' : 'everybody'),
  );

test('each keeps a layout of their own, which nobody else sees or changes', async () => {
  const own = { dashboard, profile_id: reader.id, tiles };
  expect((await layouts(reader).upsert(own, key)).error).toBeNull();
  expect((await layouts(reader).upsert({ ...own, tiles: [] }, key)).error).toBeNull();
  expect(await seen(reader)).toEqual(['own']);

  for (const other of [colleague, manager, publisher]) {
    expect(await seen(other)).toEqual([]);
    expect((await layouts(other).insert({ ...own, dashboard: 'test/other' })).error?.code).toBe('42501');
    expect((await layouts(other).update({ tiles }).eq('profile_id', reader.id).select()).data).toEqual([]);
    expect((await layouts(other).delete().eq('profile_id', reader.id).select()).data).toEqual([]);
  }
  expect(
    (await layouts(reader).update({ profile_id: colleague.id }).eq('dashboard', dashboard)).error?.code,
  ).toBe('42501');
  expect((await layouts(reader).delete().eq('profile_id', reader.id).select()).data).toHaveLength(1);
});

test('who may publish lays out for their own department’s people alone', async () => {
  const shared = { dashboard, department_id: department, tiles };
  for (const person of [reader, colleague, elsewhere])
    expect((await layouts(person).insert(shared)).error?.code).toBe('42501');
  expect((await layouts(manager).upsert(shared, key)).error).toBeNull();
  expect((await layouts(manager).insert({ dashboard, tiles })).error?.code).toBe('42501');
  expect(
    (await layouts(manager).update({ department_id: null }).eq('dashboard', dashboard)).error?.code,
  ).toBe('42501');
  expect(await seen(reader)).toEqual(['department']);
  expect(await seen(elsewhere)).toEqual([]);
  expect((await layouts(reader).update({ tiles: [] }).eq('dashboard', dashboard).select()).data).toEqual([]);
  expect((await layouts(reader).delete().eq('dashboard', dashboard).select()).data).toEqual([]);
});

test('who may publish to all lays out for everybody', async () => {
  expect((await layouts(publisher).upsert({ dashboard, tiles }, key)).error).toBeNull();
  expect((await layouts(publisher).upsert({ dashboard, tiles: [] }, key)).error).toBeNull();
  expect(await seen(elsewhere)).toEqual(['everybody']);
  expect(
    (await layouts(manager).delete().is('department_id', null).eq('dashboard', dashboard).select()).data,
  ).toEqual([]);
  expect(
    (await layouts(publisher).delete().is('department_id', null).eq('dashboard', dashboard).select()).data,
  ).toHaveLength(1);
});

test('what is no layout is refused', async () => {
  const own = { dashboard, profile_id: reader.id };
  const many = Array.from({ length: 41 }, () => tiles[0] ?? null);
  for (const wrong of [
    { ...own, tiles: {} },
    { ...own, tiles: many },
    { ...own, tiles: ['x'.repeat(70_000)] },
    { ...own, tiles, dashboard: 'nothing' },
    { ...own, tiles, department_id: department },
  ])
    expect((await layouts(reader).insert(wrong)).error?.code).toBe('23514');
});
