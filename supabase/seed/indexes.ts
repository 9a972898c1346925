import type pg from 'pg';

/**
 * Drops the indexes of Atrium's tables that no constraint needs, since filling a table first and indexing it then is much
 * quicker. Unique ones and exclusions stay: they guard what is written.
 * @returns makes them again, as they were.
 */
export async function dropIndexes(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, pg_get_indexdef(c.oid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'private') and not i.indisunique and not i.indisexclusion
     order by i.indrelid, c.relname`,
  );
  if (rows.length > 0) await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  return async () => {
    await client.query(
      `set local maintenance_work_mem = '1GB'; set local max_parallel_maintenance_workers = 2`,
    );
    for (const { definition } of rows) await client.query(definition);
  };
}
