import type pg from 'pg';
import { expect } from 'vitest';
import type { Answer } from './metric-set.ts';
import { type Person, sql } from './support.ts';

/** Works in a transaction that sees one moment of the database, as nobody else sees what it does; then undoes it. */
export async function aside<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await sql.connect();
  try {
    await client.query('begin isolation level repeatable read');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Asks as a person within a transaction of the test's own, forty requests at a time. */
export async function askAs(
  client: pg.PoolClient,
  who: Person,
  requests: readonly object[],
): Promise<Answer[]> {
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [
    JSON.stringify({ sub: who.userId, role: 'authenticated' }),
  ]);
  await client.query('set local role authenticated');
  const answers: Answer[] = [];
  for (let first = 0; first < requests.length; first += 40) {
    const part = requests.slice(first, first + 40).map((one, place) => ({ ...one, id: `r${place}` }));
    const { rows } = await client.query<{ answer: Record<string, Answer> }>(
      'select public.query_metrics($1) as answer',
      [JSON.stringify(part)],
    );
    for (const { id } of part) {
      const answer = rows[0]?.answer[id];
      if (!answer) throw new Error(`no answer to ${id}`);
      answers.push(answer);
    }
  }
  await client.query('reset role');
  return answers;
}

/** The answers of a person: by sums as they are, by sums counted anew, and by the rows themselves. */
const everyWay = (who: Person, requests: readonly object[], renewed: boolean) =>
  aside(async (client) => {
    const sums = [await askAs(client, who, requests)];
    if (renewed) {
      await client.query('select private.renew_sheets()');
      sums.push(await askAs(client, who, requests));
    }
    await client.query(`update private.cells_state set timezone = 'Etc/UTC'`);
    return { sums, rows: await askAs(client, who, requests) };
  });

/** Expects that people read the same from sums, marked ones and (renewed) counted anew, as from the rows, without any error. */
export async function alike(
  people: Readonly<Record<string, Person>>,
  requests: readonly object[],
  renewed = false,
) {
  for (const [who, person] of Object.entries(people)) {
    const { sums, rows } = await everyWay(person, requests, renewed);
    rows.forEach((answer, place) => {
      const what = `${who} ${JSON.stringify(requests[place])}`;
      expect(answer.error, what).toBeUndefined();
      for (const answers of sums) expect(answers[place], what).toEqual(answer);
    });
  }
}
