import { randomUUID } from 'node:crypto';
import { createDepartment, createPerson, createTeam, giveRole, type Person, sql, value } from '../support.ts';
import type { Stance } from './rights.ts';

/** Somebody with one shipped role, and the people around them. */
export interface Actor {
  role: string;
  person: Person;
  /** A customer of their own. */
  customer: string;
  /** Whose each stance's records are. */
  owners: Record<
    Stance,
    { owner: string | null; maker: string | null; team: string | null; queue: string | null }
  >;
}

export interface Company {
  actors: Actor[];
  /** Somebody whose role allows everything: with whom anything can be shared. */
  everybody: string;
  stage: string;
  pipeline: string;
  product: string;
  /** Somebody of another department, and a customer of theirs. */
  elsewhere: string;
  farCustomer: string;
}

async function bystander(teamId?: string, managerId?: string, departmentId?: string): Promise<string> {
  return value<string>(
    `insert into public.profiles (full_name, team_id, manager_id, department_id) values ('Bystander', $1, $2, $3) returning id`,
    [teamId, managerId, departmentId],
  );
}

/** Two departments, the teams of one with a queue, and for each shipped role somebody who has a report who leads a team. */
export async function foundCompany(): Promise<Company> {
  const home = await createDepartment();
  const away = await createDepartment();
  const team = await createTeam({ departmentId: home });
  const nextDoor = await createTeam({ departmentId: home });
  const elsewhere = await createTeam({ departmentId: away });
  const mate = await bystander(team);
  const colleague = await bystander(nextDoor);
  const other = await bystander(elsewhere);
  const queue = (teamId: string | null) =>
    value<string>(
      `insert into public.ticket_queues (name, team_id) values ('Matrix ' || gen_random_uuid(), $1) returning id`,
      [teamId],
    );
  const teamQueue = await queue(team);
  const farQueue = await queue(elsewhere);
  const { rows: roles } = await sql.query<{ key: string }>(
    'select key from public.roles where shipped order by key',
  );
  const actors: Actor[] = [];
  for (const { key: role } of roles) {
    const person = await createPerson({ roles: [role], teamId: team, fullName: `The ${role}` });
    const report = await bystander(undefined, person.id);
    const below = await createTeam({ leadId: report });
    const deep = await bystander(await createTeam({ parentId: below }));
    const of = (owner: string | null, maker = owner, teamId: string | null = null, queueId = farQueue) => ({
      owner,
      maker,
      team: teamId,
      queue: owner === null ? queueId : null,
    });
    const others = of(other);
    actors.push({
      role,
      person,
      customer: randomUUID(),
      owners: {
        own: of(person.id),
        made: of(other, person.id),
        mate: of(mate),
        report: of(report),
        deep: of(deep),
        teams: of(null, null, team, teamQueue),
        colleague: of(colleague),
        other: others,
        nobody: of(null),
        shared: others,
        edited: others,
        expired: others,
        lapsed: of(person.id),
      },
    });
  }
  const everybody = await createPerson();
  await giveRole(everybody.id, 'admin');
  const { rows } = await sql.query<{ stage: string; pipeline: string }>(
    `select id as stage, pipeline_id as pipeline from public.pipeline_stages where key = 'discovery' limit 1`,
  );
  const found = rows[0];
  if (!found) throw new Error('there is no pipeline');
  return {
    actors,
    everybody: everybody.id,
    stage: found.stage,
    pipeline: found.pipeline,
    product: await value<string>(
      `insert into public.products (sku, name) values ($1, 'Matrix product') returning id`,
      [randomUUID()],
    ),
    elsewhere: other,
    farCustomer: randomUUID(),
  };
}
