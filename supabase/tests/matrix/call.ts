import { sql } from '../support.ts';

/**
 * The SQL that calls a function of the API with arguments out of one JSON object, `$1`, each cast to its type.
 * @param given the names of the arguments that the object has
 */
export async function callText(name: string, given: string[]): Promise<string> {
  const { rows } = await sql.query<{ arg: string; type: string; row: boolean }>(
    `select a.name as arg, format_type(p.proargtypes[a.n - 1], null) as type,
       (select t.typtype = 'c' from pg_type t where t.oid = p.proargtypes[a.n - 1]) as row
     from pg_proc p cross join unnest(p.proargnames) with ordinality a (name, n)
     where p.proname = $1 and p.pronamespace = 'public'::regnamespace and a.n <= p.pronargs`,
    [name],
  );
  const parts = rows
    .filter(({ arg }) => given.includes(arg))
    .map(({ arg, type, row }) => {
      const at = `$1::jsonb -> '${arg}'`;
      if (type.endsWith('[]')) return `"${arg}" := array(select jsonb_array_elements_text(${at}))::${type}`;
      if (row) return `"${arg}" := jsonb_populate_record(null::${type}, ${at})`;
      return `"${arg}" := ${type === 'jsonb' ? `(${at})` : `(${at} #>> '{}')::${type}`}`;
    });
  return `select to_jsonb(r) from public.${name}(${parts.join(', ')}) r where $1::jsonb is not null`;
}
