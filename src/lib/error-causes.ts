import type { ErrorKind } from './errors';

/** An error as PostgREST sends it. `code` is Postgres' SQLSTATE or PostgREST's own (`PGRST…`). */
export interface Failure {
  code?: string | null;
  message?: string | null;
  details?: unknown;
  hint?: string | null;
}

export interface Cause {
  kind: ErrorKind;
  /** Under `errors` in the locale files. */
  key: string;
  /** Whether the failure can name the columns at fault. */
  atField?: boolean;
}

const byCode: Record<string, Cause> = {
  '23502': { kind: 'invalid', key: 'required', atField: true },
  '23503': { kind: 'invalid', key: 'missing_reference', atField: true },
  '23505': { kind: 'invalid', key: 'duplicate', atField: true },
  '23514': { kind: 'invalid', key: 'not_allowed_value', atField: true },
  '23P01': { kind: 'invalid', key: 'overlap', atField: true },
  '22001': { kind: 'invalid', key: 'too_long' },
  '22003': { kind: 'invalid', key: 'out_of_range' },
  '22007': { kind: 'invalid', key: 'not_a_date' },
  '22008': { kind: 'invalid', key: 'not_a_date' },
  '42501': { kind: 'denied', key: 'denied' },
  '57014': { kind: 'timeout', key: 'timeout' },
  '40001': { kind: 'conflict', key: 'busy' },
  '40P01': { kind: 'conflict', key: 'busy' },
  '55P03': { kind: 'conflict', key: 'busy' },
  P0002: { kind: 'gone', key: 'gone' },
  PT403: { kind: 'denied', key: 'denied' },
  PT404: { kind: 'gone', key: 'gone' },
  PT409: { kind: 'conflict', key: 'conflict' },
  PGRST116: { kind: 'gone', key: 'gone' },
  PGRST301: { kind: 'expired', key: 'expired' },
  PGRST302: { kind: 'expired', key: 'expired' },
  PGRST303: { kind: 'expired', key: 'expired' },
  // Where the screens and the database are of two versions: a table, column, function or relation is not there.
  '42703': { kind: 'unknown', key: 'mismatch' },
  '42P01': { kind: 'unknown', key: 'mismatch' },
  '42883': { kind: 'unknown', key: 'mismatch' },
};

/** The rest of a family, by the code's beginning. */
const byFamily: [RegExp, Cause][] = [
  [/^22/, { kind: 'invalid', key: 'malformed' }],
  [/^54/, { kind: 'too_large', key: 'too_large' }],
  [/^(08|53|57P|PGRST00)/, { kind: 'offline', key: 'unavailable' }],
  [/^PGRST[12]/, { kind: 'unknown', key: 'mismatch' }],
];

/** Gives what a code means, if it is one that means the same everywhere. */
export function causes(code: string, { message }: Failure): Cause | undefined {
  if (code === '23503' && message?.startsWith('update or delete on table')) {
    return { kind: 'invalid', key: 'still_referenced' };
  }
  return byCode[code] ?? byFamily.find(([family]) => family.test(code))?.[1];
}

/**
 * Gives the columns that a violated constraint is about: from the message where it names them, else from the
 * constraint's name, `<table>_<column>_<key|fkey|check>`. (Under row-level security Postgres leaves the details out.)
 */
export function fieldsOf({ message, details }: Failure, table?: string): string[] {
  const text = message ?? '';
  const notNull = /^null value in column "([^"]+)"/.exec(text)?.[1];
  if (notNull) return [notNull];

  const named = typeof details === 'string' ? /^Key \(([\w, ]+)\)=/.exec(details)?.[1] : undefined;
  if (named) return named.split(', ');

  const constraint = /constraint "([^"]+)"/.exec(text)?.[1];
  const owner = /(?:relation|on table) "([^"]+)"/.exec(text)?.[1] ?? table;
  if (!constraint || !owner || !constraint.startsWith(`${owner}_`)) return [];
  const column = /^(\w+)_(?:key|idx|fkey|check|excl)\d*$/.exec(constraint.slice(owner.length + 1))?.[1];
  return column ? [column] : [];
}
