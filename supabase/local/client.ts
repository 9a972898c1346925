import pg from 'pg';

/**
 * A connection of one's own, opened. When the database goes away under it, the query that waits is rejected, and nothing else
 * happens.
 * @param settings of the session, such as `role=postgres`.
 */
export async function openClient(url: string, settings: string[] = []): Promise<pg.Client> {
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
  const client = new pg.Client({ connectionString: url, options, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
