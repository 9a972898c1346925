import { type Answer, ask, column, eachOf } from './api.ts';
import type { Actor, Company } from './company.ts';
import { belonging, type Child, type Ids, type Kind } from './records.ts';
import { covers, type Matrix, mayTouch, mayTouchHanging, type Stance, scopeIn, stances } from './rights.ts';

/** What was found: how many cells allowed and denied as they should be, and what was not so. */
export interface Verdict {
  allowed: number;
  denied: number;
  wrong: string[];
}

export interface Trial {
  company: Company;
  actor: Actor;
  matrix: Matrix;
  ids: Ids;
  verdict: Verdict;
}

function note({ verdict, actor }: Trial, cell: string, wanted: boolean, got: boolean, answer?: Answer): void {
  if (wanted !== got) {
    const why = answer ? ` (${answer.status} ${JSON.stringify(answer.body)})` : '';
    verdict.wrong.push(`${actor.role}: ${cell} should be ${wanted ? 'allowed' : 'denied'}${why}`);
  } else if (wanted) verdict.allowed += 1;
  else verdict.denied += 1;
}

/** A denial is 42501, or P0002 of a function for what the caller does not even see; anything else is a fault. */
function allowed(trial: Trial, cell: string, answer: Answer): boolean {
  if (answer.status < 300) return true;
  if (answer.code !== '42501' && answer.code !== 'P0002') {
    trial.verdict.wrong.push(
      `${trial.actor.role}: ${cell} failed: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  }
  return false;
}

/** Asks for rows by id, to read or to change them: those that come back are the ones that may be. */
async function tryRows(
  trial: Trial,
  verb: 'read' | 'update' | 'delete',
  table: string,
  key: string,
  ids: Record<Stance, string>,
  change: object,
  wanted: (stance: Stance) => boolean,
): Promise<void> {
  const path = `${table}?select=${key}&${key}=in.(${Object.values(ids).join(',')})`;
  const method = { read: 'GET', update: 'PATCH', delete: 'DELETE' }[verb];
  const answer = await ask(
    trial.actor.person.token,
    method,
    path,
    verb === 'update' ? change : undefined,
    'return=representation',
  );
  const found = answer.status < 300 ? new Set(column(answer, key)) : new Set<string>();
  if (answer.status >= 300) allowed(trial, `${verb} ${table}`, answer);
  for (const stance of stances) {
    note(trial, `${verb} ${table} (${stance})`, wanted(stance), found.has(ids[stance]));
  }
}

const newOnes: Stance[] = ['own', 'mate', 'report', 'deep', 'teams', 'colleague', 'other', 'nobody'];

/** Whom one may make a record for. What nobody owns becomes its maker's, unless they may make such; not so a ticket. */
function mayInsert(matrix: Matrix, kind: Kind, stance: Stance): boolean {
  const scope = scopeIn(matrix, kind.resource, 'create');
  const needsCustomer = kind.table === 'deals' || kind.table === 'orders';
  if (needsCustomer && !mayTouch(matrix, 'customers', 'read', 'own')) return false;
  if (stance === 'nobody' && kind.table !== 'tickets') return scope !== 'none';
  return covers(scope, stance);
}

/** Every action on records of a kind, for every stance. */
export async function tryKind(trial: Trial, kind: Kind): Promise<void> {
  const { actor, matrix, company } = trial;
  const { token } = actor.person;
  const ids = trial.ids[kind.table];
  if (!ids) throw new Error(`no records of ${kind.table}`);
  const may = (action: string, stance: Stance) => mayTouch(matrix, kind.resource, action, stance);
  // what hangs on a customer is also read by whoever reads the customer
  const byCustomer = kind.table === 'orders' && mayTouch(matrix, 'customers', 'read', 'other');
  const mayRead = (stance: Stance) => stance !== 'lapsed' && (may('read', stance) || byCustomer);
  await tryRows(trial, 'read', kind.table, 'id', ids, {}, mayRead);
  await tryRows(
    trial,
    'update',
    kind.table,
    'id',
    ids,
    kind.change,
    (stance) => may('update', stance) && mayRead(stance),
  );
  for (const child of kind.children) await tryChild(trial, kind, child, ids);

  await eachOf(newOnes, async (stance) => {
    const { created_by: _, ...whose } = belonging(kind, actor, stance);
    const row = { ...kind.row(company, actor.customer), ...whose };
    const cell = `insert ${kind.table} (${stance})`;
    const answer = await ask(token, 'POST', kind.table, row);
    note(trial, cell, mayInsert(matrix, kind, stance), allowed(trial, cell, answer), answer);
  });

  const call = async (stance: Stance, name: string, args: object, wanted: boolean) => {
    const cell = `${name} ${kind.table} (${stance})`;
    const answer = await ask(token, 'POST', `rpc/${name}`, { resource: kind.resource, ...args });
    note(trial, cell, wanted, allowed(trial, cell, answer), answer);
  };
  await eachOf(stances, async (stance) => {
    const one = { ids: [ids[stance]] };
    await call(
      stance,
      'share_record',
      { record_id: ids[stance], profile_id: company.everybody },
      may('read', stance) && may('share', stance),
    );
    const mayTrash = may('delete', stance);
    await call(stance, 'trash_records', one, mayTrash);
    const mayRestore = covers(scopeIn(matrix, kind.resource, 'delete'), stance);
    await call(stance, 'restore_records', one, mayRestore && (mayTrash || stance === 'lapsed'));
    if (stance !== 'lapsed') {
      await call(stance, 'assign_records', { ...one, owner_id: company.elsewhere }, may('assign', stance));
    }
  });

  const deleted = await ask(token, 'DELETE', `${kind.table}?id=eq.${ids.own}`);
  note(trial, `delete ${kind.table} past the trash`, false, allowed(trial, 'delete', deleted), deleted);
}

async function tryChild(trial: Trial, kind: Kind, child: Child, ids: Record<Stance, string>): Promise<void> {
  const { matrix, company, actor } = trial;
  const may = (verb: 'read' | 'insert' | 'update' | 'delete', stance: Stance) =>
    mayTouchHanging(matrix, child, verb, stance) ||
    // an order's lines too are read by whoever reads the customer
    (verb === 'read' &&
      child.table === 'order_items' &&
      stance !== 'lapsed' &&
      mayTouch(matrix, 'customers', 'read', 'other'));
  const verbs = ['read', 'update', 'delete'] as const;
  for (const verb of verbs) {
    await tryRows(trial, verb, child.table, child.key, ids, child.change, (stance) => may(verb, stance));
  }
  await eachOf(stances, async (stance) => {
    const cell = `insert ${child.table} (on ${kind.table}: ${stance})`;
    const answer = await ask(actor.person.token, 'POST', child.table, child.row(ids[stance], 'new', company));
    note(trial, cell, may('insert', stance), allowed(trial, cell, answer), answer);
  });
}
