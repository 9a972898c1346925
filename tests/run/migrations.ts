import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { superuser } from '../../supabase/local/cluster.ts';
import { migrate } from '../../supabase/local/migrate.ts';
import { makeProject } from './hosted-project.ts';
import { embeddedBinaries, installedBinaries, type Server, startServer } from './postgres.ts';
import { run } from './process.ts';
import { check, sum, type Tally } from './tally.ts';
import { projectRoot, temporaryFolder } from './workspace.ts';

const migrationsFolder = join(projectRoot, 'supabase/migrations');

/**
 * Applies the migrations with Supabase's own CLI, as the role that a project has for it (`postgres`, no superuser),
 * to databases that hold only what a project comes with; then asks Supabase's advisors about the result.
 */
export async function migrations(): Promise<Tally> {
  const project = copyOfProject();
  const tallies = [await onPostgres(embeddedBinaries(), 'postgres-embedded', project)];
  const fifteen = installedBinaries(15);
  if (fifteen) tallies.push(await onPostgres(fifteen, 'postgres-15', project));
  else console.log('Postgres 15 is not installed here, so the migrations were not tried on it.');
  return sum(tallies);
}

async function onPostgres(binaries: string, name: string, project: string): Promise<Tally> {
  const server = await startServer(binaries, name);
  try {
    const version = await prepare(server);
    console.log(`\nPostgres ${version}`);
    return sum(await checks(server, `Postgres ${version}`, project));
  } finally {
    await server.stop();
  }
}

async function checks(server: Server, name: string, project: string): Promise<Tally[]> {
  const url = server.url('postgres');
  const supabase = (args: string[]) => cli([...args, `--remote=${url}`], project);

  const pushed = await supabase(['db', 'push', '--yes']);
  const tallies = [check(pushed.code === 0, `supabase db push failed on ${name}`)];
  if (pushed.code !== 0) return tallies;

  const files = readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql'));
  const recorded = await query(
    url,
    'select version from supabase_migrations.schema_migrations order by version',
  );
  const expected = files.map((file) => file.split('_')[0]).sort();
  tallies.push(
    check(
      files.length > 0 && JSON.stringify(recorded.map(({ version }) => version)) === JSON.stringify(expected),
      `${name} recorded the migrations ${JSON.stringify(recorded)}, the files are ${files.join(', ')}`,
    ),
  );

  const again = await supabase(['db', 'push', '--yes']);
  tallies.push(
    check(again.output.includes('up to date'), `a second supabase db push found something to do on ${name}`),
  );

  const advised = await supabase(['db', 'advisors', '--type=all', '--level=warn', '--fail-on=warn']);
  tallies.push(check(advised.code === 0, `Supabase's advisors have complaints on ${name}`));
  tallies.push(await compareWithStack(server, name), await setUp(server, name));
  return tallies;
}

/** Gives a database what a Supabase project comes with; gives back the server's version. */
async function prepare(server: Server, database = 'postgres'): Promise<string> {
  const client = new pg.Client(server.url(superuser, database));
  await client.connect();
  try {
    await makeProject(client);
    await client.query(`alter database ${database} set pgrst.db_schemas = 'public'`);
    const answer = await client.query<{ server_version: string }>('show server_version');
    return answer.rows[0]?.server_version.split(' ')[0] ?? 'of unknown version';
  } finally {
    await client.end();
  }
}

/**
 * The first administrator is made in the auth schema of Supabase's own auth server, in the form that it wants: it cannot
 * read rows whose token columns are null, and knows nobody without an identity.
 */
async function setUp(server: Server, name: string): Promise<Tally> {
  const payload = {
    organisation: 'Example',
    full_name: 'First Administrator',
    email: 'first@example.com',
    password: 'a long password',
    locale: 'en',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
  };
  const asService = `${server.url(superuser)}?options=${encodeURIComponent('-c role=service_role')}`;
  await query(asService, 'select public.setup_organisation($1)', [payload]);
  const made = await query(
    server.url(superuser),
    `select u.id
     from auth.users u
     join auth.identities i on i.user_id = u.id and i.provider = 'email' and i.email = u.email
     join public.profiles p on p.user_id = u.id
     where u.email = $1 and u.aud = 'authenticated' and u.role = 'authenticated' and u.confirmed_at is not null
       and u.encrypted_password = extensions.crypt($2, u.encrypted_password)
       and '' = all (array[u.confirmation_token, u.recovery_token, u.email_change, u.email_change_token_new])`,
    [payload.email, payload.password],
  );
  return check(
    made.length === 1,
    `the first administrator's sign-in is not as Supabase's auth server needs it on ${name}`,
  );
}

/** The stack's own way of applying migrations must leave what the CLI leaves, so that both can be used on one database. */
async function compareWithStack(server: Server, name: string): Promise<Tally> {
  await query(server.url(superuser), 'create database by_stack');
  await prepare(server, 'by_stack');
  await migrate(server.url(superuser, 'by_stack'));
  const recorded =
    'select version, name, statements from supabase_migrations.schema_migrations order by version';
  const [byCli, byStack] = [
    await query(server.url('postgres'), recorded),
    await query(server.url('postgres', 'by_stack'), recorded),
  ];
  const different = byCli.filter((row, at) => JSON.stringify(row) !== JSON.stringify(byStack[at]));
  return check(
    byCli.length === byStack.length && different.length === 0,
    `the stack recorded other migrations than the CLI on ${name}: ${different.map(({ version }) => version).join(', ')}`,
  );
}

async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Runs the Supabase CLI on a copy of the project, so that it writes nothing into the checkout or the home folder. */
function cli(args: string[], project: string) {
  return run(process.execPath, [join(projectRoot, 'node_modules/supabase/dist/supabase.js'), ...args], {
    cwd: project,
    env: {
      SUPABASE_HOME: join(project, '.home'),
      SUPABASE_NO_UPDATE_NOTIFIER: '1',
      SUPABASE_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
  });
}

function copyOfProject(): string {
  const project = temporaryFolder('project-');
  mkdirSync(join(project, 'supabase'));
  for (const part of ['migrations', 'templates', 'config.toml', 'roles.sql']) {
    const from = join(projectRoot, 'supabase', part);
    if (existsSync(from)) cpSync(from, join(project, 'supabase', part), { recursive: true });
  }
  return project;
}
