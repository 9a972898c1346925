import { expect, test } from 'vitest';
import { emptyProject } from './support.ts';

interface Verdict {
  done: boolean;
  after: number;
  lines: number;
  problems: { kind: string; id?: number; number?: number }[];
  head: { number: number; hash: string } | null;
}

async function sealed(
  work: (project: Awaited<ReturnType<typeof emptyProject>>) => Promise<void>,
): Promise<void> {
  const project = await emptyProject();
  try {
    // whoever may view: the wall itself is tested above
    await project.sql.query(
      `create or replace function private.may(resource text, action text) returns boolean language sql stable security definer set search_path = '' as 'select true'`,
    );
    for (let round = 0; round < 3; round++) {
      await project.sql.query(
        `insert into public.tags (name) select 'tag ' || $1::int || ' ' || n from generate_series(1, 4) n`,
        [round],
      );
      await project.sql.query('select private.seal_audit()');
    }
    await work(project);
  } finally {
    await project.close();
  }
}
type Project = Parameters<Parameters<typeof sealed>[0]>[0];
async function verify(project: Project, payload: object = {}): Promise<Verdict> {
  const { rows } = await project.sql.query('select public.verify_audit($1) as verdict', [
    JSON.stringify(payload),
  ]);
  return rows[0].verdict;
}
/** As the tables' owner who wants nobody to see it. */
async function secretly(project: Project, text: string, values: unknown[] = []): Promise<void> {
  await project.sql.query('alter table public.audit_log disable trigger audit_is_fixed');
  await project.sql.query(text, values);
  await project.sql.query('alter table public.audit_log enable trigger audit_is_fixed');
}
const lastOf = async (project: Project) =>
  Number(
    (await project.sql.query(`select max(id) as id from public.audit_log where action = 'create'`)).rows[0]
      .id,
  );

test('an untouched log is good, and sealing again finds nothing new', async () => {
  await sealed(async (project) => {
    const verdict = await verify(project);
    expect(verdict).toMatchObject({ done: true, problems: [] });
    expect(verdict.lines).toBeGreaterThanOrEqual(12);
    expect((await verify(project, { head: verdict.head })).problems).toEqual([]);
    await project.sql.query(`insert into public.tags (name) values ('later')`);
    await project.sql.query('select private.seal_audit()');
    expect((await verify(project, { head: verdict.head })).problems).toEqual([]);
  });
});

test('a line that the owner changed is found by its number', async () => {
  await sealed(async (project) => {
    const id = await lastOf(project);
    await secretly(
      project,
      `update public.audit_log set changes = '{"name": [null, "forged"]}' where id = $1`,
      [id],
    );
    expect((await verify(project)).problems).toEqual([{ kind: 'changed', id }]);
  });
});

test('a line that the owner changed the person or the time of is found', async () => {
  await sealed(async (project) => {
    const id = await lastOf(project);
    await secretly(project, `update public.audit_log set actor_id = gen_random_uuid() where id = $1`, [id]);
    await secretly(
      project,
      `update public.audit_log set happened_at = happened_at + interval '1 second' where id = $1`,
      [id - 1],
    );
    expect((await verify(project)).problems).toEqual([
      { kind: 'changed', id: id - 1 },
      { kind: 'changed', id },
    ]);
  });
});

test('a line that the owner took away is missed', async () => {
  await sealed(async (project) => {
    const id = await lastOf(project);
    await secretly(project, 'delete from public.audit_log where id = $1', [id]);
    expect((await verify(project)).problems).toEqual([{ kind: 'missing', id }]);
  });
});

test('a line that the owner slipped in is found: under an old number, or with an old date', async () => {
  await sealed(async (project) => {
    await secretly(project, 'delete from public.audit_log where id = 2');
    await secretly(
      project,
      `insert into public.audit_log (id, action, resource, source) overriding system value values (2, 'update', 'deals', 'api')`,
    );
    expect((await verify(project)).problems).toEqual([{ kind: 'changed', id: 2 }]);
    const { rows } = await project.sql.query(
      `insert into public.audit_log (happened_at, action, resource, source) values (now() - interval '1 day', 'update', 'deals', 'api') returning id::int`,
    );
    const found = { kind: 'inserted', id: rows[0].id };
    expect((await verify(project)).problems).toContainEqual(found);
    await project.sql.query('select private.seal_audit()');
    expect((await verify(project)).problems).toContainEqual(found);
    await project.sql.query(
      `insert into public.audit_log (id, action, resource, source) overriding system value values (-5, 'update', 'deals', 'api')`,
    );
    expect((await verify(project)).problems).toContainEqual({ kind: 'inserted', id: -5 });
  });
});

test('a seal that was mended to hide it breaks the chain', async () => {
  await sealed(async (project) => {
    const id = await lastOf(project);
    await secretly(project, 'delete from public.audit_log where id = $1', [id]);
    await project.sql.query(
      `update private.audit_seals set ids = array_remove(ids, $1::bigint), digests = substr(digests, 1, length(digests) - 32) where ids @> array[$1::bigint]`,
      [id],
    );
    const seal = await project.sql.query('select max(number)::int as n from private.audit_seals');
    expect((await verify(project)).problems).toEqual([{ kind: 'chain', number: seal.rows[0].n }]);
  });
});

test('a chain that was made anew does not meet the head kept outside', async () => {
  await sealed(async (project) => {
    const { head } = await verify(project);
    await secretly(project, `update public.audit_log set actor_id = gen_random_uuid() where id = 3`);
    await project.sql.query('delete from private.audit_seals');
    await project.sql.query('select private.seal_audit()');
    expect((await verify(project)).problems).toEqual([]);
    expect((await verify(project, { head })).problems).toEqual([{ kind: 'head', number: head?.number }]);
  });
});

test('a transaction that ends after others were sealed comes into a later batch, and nothing is wrong', async () => {
  await sealed(async (project) => {
    const slow = await project.sql.connect();
    await slow.query('begin');
    await slow.query(`insert into public.tags (name) values ('slow')`);
    await project.sql.query(`insert into public.tags (name) values ('quick')`);
    for (let n = 0; n < 2; n++) await project.sql.query('select private.seal_audit()');
    await slow.query('commit');
    slow.release();
    await project.sql.query('select private.seal_audit()');
    await project.sql.query('select private.seal_audit()');
    expect((await verify(project)).problems).toEqual([]);
    const { rows } = await project.sql.query(
      'select (select count(*)::int from public.audit_log) as lines, (select sum(cardinality(ids))::int from private.audit_seals) as sealed',
    );
    expect(rows[0].sealed).toBe(rows[0].lines);
  });
});

test('more lines than a batch holds are sealed whole, and verified in parts', async () => {
  await sealed(async (project) => {
    await project.sql.query(
      `insert into public.tags (name) select 'many ' || n from generate_series(1, 11000) n`,
    );
    await project.sql.query('select private.seal_audit()');
    let lines = 0;
    let after = 0;
    let verdict: Verdict;
    do {
      verdict = await verify(project, { after });
      expect(verdict.problems).toEqual([]);
      lines += verdict.lines;
      after = verdict.after;
    } while (!verdict.done);
    expect(lines).toBe(
      Number((await project.sql.query('select count(*) as n from public.audit_log')).rows[0].n),
    );
  });
});

test('a redaction takes the values away, is logged, and keeps all verifiable', async () => {
  await sealed(async (project) => {
    const { rows: made } = await project.sql.query<{ id: string }>(
      `insert into public.customers (name, city) values ('Erased Person', 'Bonn') returning id`,
    );
    const id = made[0]?.id;
    await project.sql.query('select private.seal_audit()');
    const redact = (payload: object) =>
      project.sql.query('select public.redact_audit($1) as n', [JSON.stringify(payload)]);
    await expect(redact({ id, fields: ['name'], reason: ' ' })).rejects.toMatchObject({ hint: 'required' });
    expect((await redact({ id, fields: ['name'], reason: 'asked to be forgotten' })).rows[0].n).toBe(1);
    expect((await verify(project)).problems).toEqual([]);
    const text = async () =>
      JSON.stringify(
        (await project.sql.query('select * from public.audit_log where root_id = $1', [id])).rows,
      );
    expect(await text()).not.toContain('Erased Person');
    expect(await text()).toContain('Bonn');
    expect(await text()).toContain('asked to be forgotten');
    expect((await redact({ id, reason: 'all of it' })).rows[0].n).toBe(1);
    expect(await text()).not.toContain('Bonn');
    await project.sql.query('select private.seal_audit()');
    expect((await verify(project)).problems).toEqual([]);
    const line = Number(
      (
        await project.sql.query(`select id from public.audit_log where root_id = $1 and action = 'create'`, [
          id,
        ])
      ).rows[0].id,
    );
    await secretly(project, `delete from public.audit_log where action = 'redact'`);
    expect((await verify(project)).problems.filter(({ kind }) => kind === 'redacted')).toEqual([
      { kind: 'redacted', id: line },
    ]);
    await secretly(
      project,
      `update public.audit_log set changes = changes || '{"name": [null, "Somebody else"]}' where id = $1`,
      [line],
    );
    expect((await verify(project)).problems).toContainEqual({ kind: 'changed', id: line });
  });
});
