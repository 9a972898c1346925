import { expect, test } from 'vitest';
import { emptyProject, sql } from './support.ts';

test('a job runs when it is due, once, and one that fails says why without stopping the others', async () => {
  const project = await emptyProject();
  try {
    await project.sql.query('delete from public.jobs');
    await project.sql.query(`set role postgres; set role postgres; create table private.ran (n int); create function private.good_job() returns void language sql as 'insert into private.ran values (1)';
      create function private.bad_job() returns void language sql as 'insert into private.ran select 1 / (count(*) - count(*)) from private.ran'; reset role`);
    await project.sql.query(`insert into public.jobs (name, description, function_name, every, next_run_at) values
      ('a.bad', 'fails', 'bad_job', '1 hour', now() - interval '2 hours'), ('b.good', 'works', 'good_job', '1 hour', now() - interval '1 hour'), ('c.later', 'later', 'good_job', '1 hour', now() + interval '1 hour')`);
    const counts = await Promise.all(
      [1, 2, 3].map(() => project.sql.query<{ n: number }>('select private.run_due_jobs() as n')),
    );
    expect(counts.reduce((sum, one) => sum + (one.rows[0]?.n ?? 0), 0)).toBe(2);
    expect((await project.sql.query('select count(*)::int as n from private.ran')).rows).toEqual([{ n: 1 }]);
    const { rows } = await project.sql.query(
      'select name, last_error, last_run_at is not null as ran from public.jobs order by name',
    );
    expect(rows).toEqual([
      { name: 'a.bad', last_error: 'division by zero', ran: true },
      { name: 'b.good', last_error: null, ran: true },
      { name: 'c.later', last_error: null, ran: false },
    ]);
  } finally {
    await project.close();
  }
});

test('post is leased to one worker, tried again later when it fails, and given up after eight times', async () => {
  const project = await emptyProject();
  try {
    const id = (
      await project.sql.query<{ id: string }>(
        `select private.enqueue_mail('a@b.example', 'Hi', 'Text', null, 'k') as id`,
      )
    ).rows[0]?.id;
    const again = (
      await project.sql.query<{ id: string }>(
        `select private.enqueue_mail('a@b.example', 'Hi', 'Text', null, 'k') as id`,
      )
    ).rows[0]?.id;
    expect(again).toBe(id);
    const claims = await Promise.all(
      [1, 2, 3].map(() => project.sql.query('select id from private.claim_outbox(10)')),
    );
    expect(claims.flatMap((one) => one.rows)).toEqual([{ id }]);
    for (let attempt = 1; attempt <= 8; attempt++) {
      await project.sql.query('select private.settle_outbox($1, $2)', [id, 'no route']);
      const { rows } = await project.sql.query(
        'select status, last_error, next_attempt_at > now() as later from public.outbox',
      );
      expect(rows).toEqual([
        { status: attempt < 8 ? 'pending' : 'failed', last_error: 'no route', later: true },
      ]);
      await project.sql.query('update public.outbox set next_attempt_at = now()');
      await project.sql.query('select private.claim_outbox(10)');
    }
    expect((await project.sql.query('select id from private.claim_outbox(10)')).rows).toEqual([]);
  } finally {
    await project.close();
  }
});

test('a worker that died leaves its post to the next', async () => {
  const project = await emptyProject();
  try {
    await project.sql.query(`select private.enqueue_mail('a@b.example', 'Hi', 'Text')`);
    expect((await project.sql.query('select id from private.claim_outbox(10)')).rows).toHaveLength(1);
    expect((await project.sql.query('select id from private.claim_outbox(10)')).rows).toHaveLength(0);
    await project.sql.query(`update public.outbox set next_attempt_at = now() - interval '1 second'`);
    expect((await project.sql.query('select id from private.claim_outbox(10)')).rows).toHaveLength(1);
  } finally {
    await project.close();
  }
});

test('the worker’s role can do its work and nothing else', async () => {
  const { rows } = await sql.query<{ name: string }>(`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('atrium_worker', p.oid, 'execute') order by 1`);
  expect(rows.map((row) => row.name)).toEqual([
    'private.claim_outbox(integer)',
    'private.deliver_to_mailbox(uuid,jsonb)',
    'private.enqueue_mail(text,text,text,text,text)',
    'private.log_sign_in(text,boolean,text,text,text)',
    'private.run_due_jobs()',
    'private.settle_outbox(uuid,text)',
  ]);
  expect(
    (
      await sql.query(
        `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('atrium_worker', c.oid, 'select')`,
      )
    ).rows,
  ).toEqual([]);
});
