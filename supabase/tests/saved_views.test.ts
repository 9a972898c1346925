import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPerson, createRole, createTeam, type Person, sql } from './support.ts';

const resource = 'test_lists';
const filters = { stage: ['lead'] };

let rep: Person;
let colleague: Person;
let elsewhere: Person;
let publisher: Person;
let team: string;

beforeAll(async () => {
  team = await createTeam();
  rep = await createPerson({ teamId: team });
  colleague = await createPerson({ teamId: team });
  elsewhere = await createPerson({ teamId: await createTeam() });
  publisher = await createPerson({ roles: [await createRole({ saved_views: { publish: 'all' } })] });
});
afterAll(() => sql.query('delete from public.saved_views where resource = $1', [resource]));

const views = ({ api }: Person) => api.from('saved_views');
const layouts = ({ api }: Person) => api.from('list_layouts');
const seen = async (person: Person) =>
  ((await views(person).select('name').eq('resource', resource).order('name')).data ?? []).map(
    ({ name }) => name,
  );
async function make(person: Person, name: string, more: Record<string, unknown> = {}): Promise<string> {
  const made = await views(person)
    .insert({ resource, name, filters, ...more })
    .select('id')
    .single();
  expect(made.error, name).toBeNull();
  return String(made.data?.id);
}
const clear = () => sql.query('delete from public.saved_views where resource = $1', [resource]);

test('what somebody filters by is theirs alone until they share it', async () => {
  const id = await make(rep, 'Mine');
  for (const other of [colleague, elsewhere, publisher]) {
    expect(await seen(other)).toEqual([]);
    expect((await views(other).update({ name: 'Taken' }).eq('id', id).select()).data).toEqual([]);
    expect((await views(other).delete().eq('id', id).select()).data).toEqual([]);
  }
  expect(await seen(rep)).toEqual(['Mine']);
  const log = await sql.query(
    `select from public.audit_log where table_name in ('saved_views', 'list_layouts')`,
  );
  expect(log.rows).toEqual([]);
  await clear();
});

test('nobody makes a view in another’s name, nor gives one away', async () => {
  const forged = await views(rep).insert({ resource, name: 'Forged', filters, profile_id: colleague.id });
  expect(forged.error?.code).toBe('42501');
  const id = await make(rep, 'Mine');
  expect((await views(rep).update({ profile_id: colleague.id }).eq('id', id)).error?.code).toBe('42501');
  await clear();
});

test('a view is shared with one’s own team, which reads and does not change it', async () => {
  const id = await make(rep, 'Ours');
  expect((await views(rep).update({ team_id: team }).eq('id', id).select('id')).data).toHaveLength(1);
  expect(await seen(colleague)).toEqual(['Ours']);
  expect(await seen(elsewhere)).toEqual([]);
  expect((await views(colleague).update({ name: 'Other' }).eq('id', id).select()).data).toEqual([]);
  expect((await views(colleague).delete().eq('id', id).select()).data).toEqual([]);
  const others = await views(elsewhere).insert({ resource, name: 'Theirs', filters, team_id: team });
  expect(others.error?.code).toBe('42501');
  expect((await views(rep).update({ team_id: null }).eq('id', id).select('id')).data).toHaveLength(1);
  expect(await seen(colleague)).toEqual([]);
  await clear();
});

test('who may publish gives everybody a view, and changes those of everybody', async () => {
  const refused = await views(rep).insert({ resource, name: 'For all', filters, for_all: true });
  expect(refused.error?.code).toBe('42501');
  const own = await make(rep, 'Own');
  expect((await views(rep).update({ for_all: true }).eq('id', own)).error?.code).toBe('42501');
  const id = await make(publisher, 'For all', { for_all: true });
  expect(await seen(elsewhere)).toEqual(['For all']);
  expect((await views(elsewhere).delete().eq('id', id).select()).data).toEqual([]);
  const second = await createPerson({ roles: [await createRole({ saved_views: { publish: 'all' } })] });
  expect((await views(second).update({ name: 'Better' }).eq('id', id).select('id')).data).toHaveLength(1);
  // it stays for all, or is deleted: nobody makes it vanish into somebody else's own
  expect((await views(second).update({ for_all: false }).eq('id', id)).error?.code).toBe('42501');
  expect((await views(second).delete().eq('id', id).select('id')).data).toHaveLength(1);
  await clear();
});

test('each keeps a layout of their own, with a view that they can see to begin with', async () => {
  const key = { onConflict: 'profile_id,resource' };
  const view = await make(rep, 'First');
  const own = {
    resource,
    columns: ['name', 'stage'],
    widths: { name: 320 },
    density: 'compact',
    view_id: view,
  };
  expect((await layouts(rep).upsert(own, key)).error).toBeNull();
  expect((await layouts(rep).upsert({ ...own, columns: null }, key)).error).toBeNull();
  for (const other of [colleague, publisher]) {
    expect((await layouts(other).select().eq('resource', resource)).data).toEqual([]);
    expect((await layouts(other).insert({ ...own, profile_id: rep.id })).error?.code).toBe('42501');
    expect((await layouts(other).insert(own)).error?.code).toBe('42501');
    expect((await layouts(other).delete().eq('profile_id', rep.id).select()).data).toEqual([]);
  }
  expect((await views(rep).delete().eq('id', view).select('id')).data).toHaveLength(1);
  expect((await layouts(rep).select('view_id').eq('resource', resource)).data).toEqual([{ view_id: null }]);
  expect((await layouts(rep).delete().eq('resource', resource).select('resource')).data).toHaveLength(1);
});

test('what is no view is refused, and no name is given twice', async () => {
  await make(rep, 'Once');
  expect((await views(rep).insert({ resource, name: 'Once', filters })).error?.code).toBe('23505');
  // that somebody else has one of this name tells nobody anything
  await make(colleague, 'Once');
  for (const wrong of [
    { resource: 'No resource' },
    { name: '  ' },
    { filters: [] },
    { filters: { stage: ['x'.repeat(20_000)] } },
    { density: 'tiny' },
    { columns: [] },
  ]) {
    const { error } = await views(rep).insert({ resource, name: 'x', filters, ...wrong });
    expect(error?.code, JSON.stringify(wrong).slice(0, 80)).toBe('23514');
  }
  await clear();
});
