/** The part of Supabase Lite that we use. */
export type Lite = Pick<
  typeof import('@supabase/lite'),
  'App' | 'getAuthSchemaSql' | 'getStorageSchemaSql' | 'setExperimental'
> &
  Pick<typeof import('@supabase/lite/postgres'), 'createPostgresConnection'>;

let loading: Promise<Lite> | undefined;

/**
 * Loads Supabase Lite, once, with its telemetry off. It takes most of a second, so it is begun early and awaited late. (It
 * puts a function of its own in place of process.emitWarning that fails on warnings that are no text: ours is put back.)
 */
export function loadLite(): Promise<Lite> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Lite> {
  process.env.LITE_TELEMETRY = '0';
  const { emitWarning } = process;
  const [{ App, getAuthSchemaSql, getStorageSchemaSql, setExperimental }, { createPostgresConnection }] =
    await Promise.all([import('@supabase/lite'), import('@supabase/lite/postgres')]);
  process.emitWarning = emitWarning;
  return { App, getAuthSchemaSql, getStorageSchemaSql, setExperimental, createPostgresConnection };
}

/** How Lite connects to a database, as whom its address says. */
export const connectionOf = (url: string) => ({
  url,
  postgresOptions: {
    max: 5,
    onnotice: () => undefined,
    types: { jsonb: jsonOnce(3802), json: jsonOnce(114) },
  },
});

/** Lite hands JSON over as text already: made into text again, it would be stored as a string. */
function jsonOnce(type: number) {
  return {
    to: type,
    from: [type],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: (text: string): unknown => JSON.parse(text),
  };
}
