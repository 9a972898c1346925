import type pg from 'pg';
import type { Claims } from './token.ts';

/** What somebody may do with a topic, as the policies on realtime.messages say now. */
export interface Rights {
  hears: boolean;
  isPresent: boolean;
  speaks: boolean;
}

const none: Rights = { hears: false, isPresent: false, speaks: false };

interface Row {
  topic: string;
  hears: boolean;
  is_present: boolean;
  speaks: boolean;
}

/** Asks Postgres, as that person, what they may do with topics. Rejects when the database cannot be asked. */
export async function rightsOf(
  pool: pg.Pool,
  claims: Claims,
  topics: string[],
): Promise<(topic: string) => Rights> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    const { rows } = await client.query<Row>('select * from realtime.try_topics($1, $2)', [
      JSON.stringify(claims),
      topics,
    ]);
    await client.query('rollback');
    broken = false;
    const found = new Map(
      rows.map(({ topic, hears, is_present, speaks }) => [topic, { hears, isPresent: is_present, speaks }]),
    );
    return (topic) => found.get(topic) ?? none;
  } finally {
    client.release(broken);
  }
}
