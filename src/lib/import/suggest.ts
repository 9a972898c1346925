import type { Analysis, ColumnFacts } from './analyse';
import { type CustomTargets, isCustomKey } from './custom';
import { fieldOf, fieldsOf, targets } from './targets';
import { similarity, squash } from './text';
import type { ColumnMapping, Field, Mapping, Question, Target } from './types';

/** What the importer may do, as `my_permissions()` says: scopes by resource and action. */
export type Permissions = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Whether columns may go to a field: one of a group only where that group may be both seen and changed. */
export function isOpen({ group }: Field, permissions: Permissions | undefined): boolean {
  return (
    group === undefined ||
    permissions === undefined ||
    Boolean(permissions[group]?.read && permissions[group]?.update)
  );
}

/** A mapping without the columns that go to fields which are not open to the importer, or are no longer there. */
function openPart(mapping: Mapping, permissions: Permissions | undefined): Mapping {
  const open = Object.entries(mapping.columns).filter(([, { field: key }]) => {
    const field = fieldOf(mapping.target, key, mapping.custom);
    return field ? isOpen(field, permissions) : !isCustomKey(key);
  });
  return { ...mapping, columns: Object.fromEntries(open) };
}

/** The columns that would go to fields which are not open to the importer, with those fields' keys. */
export function closedColumns(
  { columns }: Analysis,
  target: Target,
  permissions: Permissions,
): { column: string; field: string }[] {
  return [...pairs(target, columns)]
    .filter(([, field]) => !isOpen(field, permissions))
    .map(([column, { key }]) => ({ column, field: key }));
}

/** How well a column's name and values suit a field, 0 to 1. */
function suitability(column: ColumnFacts, field: Field): number {
  const name = squash(column.name);
  let score = 0;
  for (const [at, synonym] of field.synonyms.entries()) {
    const found = squash(synonym);
    if (found === name) return suits(column, field) ? 1 - at / 1000 : 0;
    if (name.length > 4) score = Math.max(score, similarity(found, name) - 0.1);
  }
  if (field.type === 'email' && column.emails > column.filled / 2) score = Math.max(score, 0.8);
  return score >= 0.7 && suits(column, field) ? score : 0;
}

function suits(column: ColumnFacts, field: Field): boolean {
  if (column.filled === 0) return true;
  if (field.type === 'date') return column.dates.best > 0;
  if (field.type === 'number' || field.type === 'integer') return column.numbers.numbers > 0;
  return true;
}

/** Which column goes to which field: the best pairs first, each once. */
function pairs(
  target: Target,
  columns: readonly ColumnFacts[],
  custom: readonly Field[] = [],
): Map<string, Field> {
  const all = columns.flatMap((column) =>
    fieldsOf(target, custom).map((field) => ({
      column: column.name,
      field,
      score: suitability(column, field),
    })),
  );
  const found = new Map<string, Field>();
  const taken = new Set<string>();
  for (const { column, field, score } of all.sort((a, b) => b.score - a.score)) {
    if (score === 0 || found.has(column) || taken.has(field.key)) continue;
    found.set(column, field);
    taken.add(field.key);
  }
  return found;
}

/** What a file most likely holds: the target whose fields most of its columns, and all that are needed, fit. */
export function suggestTarget(analysis: Analysis, custom: CustomTargets = {}): Target | undefined {
  let best: { target: Target; score: number } | undefined;
  for (const target of targets) {
    const found = pairs(target, analysis.columns, custom[target]);
    const keys = new Set([...found.values()].map((field) => field.key));
    const complete = missingFields(target, keys).length === 0;
    const score = found.size / analysis.columns.length + (complete ? 0.5 : 0);
    if (found.size > 0 && score > (best?.score ?? 0)) best = { target, score };
  }
  return best?.target;
}

/**
 * The fields without which no record of the target can be made, of those that no column gives. Custom ones are not among
 * them: the check demands those of each new record, for old ones need no column.
 */
export function missingFields(target: Target, given: ReadonlySet<string>): string[] {
  return fieldsOf(target)
    .filter(({ key, required }) => required && !given.has(key))
    .filter(({ key }) => !(key === 'full_name' && given.has('first_name') && given.has('last_name')))
    .map(({ key }) => key);
}

/** How a column is read once it goes to a field: what its values settle; what they do not is left open. */
export function readingOf(column: ColumnFacts, field: Field): ColumnMapping {
  const mapping: ColumnMapping = { field: field.key };
  if (field.type === 'date') {
    const verdict = column.dates.verdict();
    if (verdict && 'format' in verdict) mapping.date = verdict.format;
  }
  if (field.type === 'number' || field.type === 'integer') {
    const verdict = column.numbers.verdict();
    if ('decimal' in verdict) mapping.decimal = verdict.decimal;
  }
  if (field.scalable) mapping.scale = scaleOf(column, field);
  return mapping;
}

/** Revenues of companies that are all below a hundred thousand are given in millions. */
function scaleOf(column: ColumnFacts, field: Field): number {
  if (/million|\bmio\b|\bmn\b|\(m\)|百万|میلیون/i.test(column.name)) return 1_000_000;
  if (/thousand|\btsd\b|\(k\)|千|هزار/i.test(column.name)) return 1000;
  return field.key === 'annual_revenue' && column.largest > 0 && column.largest < 100_000 ? 1_000_000 : 1;
}

/**
 * A mapping for a file, from its columns' names and values. A mapping used before for the same columns goes first.
 * @param today YYYY-MM-DD, when deals without a date of opening are taken to be opened
 * @param custom the custom fields that columns may go to
 * @param permissions what the importer may do: no column goes to a field that is not open to them; everything when left out
 */
export function suggestMapping(
  analysis: Analysis,
  target: Target,
  {
    today,
    permissions,
    before,
    custom = {},
  }: { today: string; permissions?: Permissions; before?: Mapping; custom?: CustomTargets },
): Mapping {
  const own = custom[target]?.length ? { custom: custom[target] } : {};
  const names = new Set(analysis.columns.map(({ name }) => name));
  if (before?.target === target && Object.keys(before.columns).every((name) => names.has(name))) {
    const { custom: known = [], ...former } = before;
    const fresh = (own.custom ?? []).filter(({ key }) => !known.some((field) => field.key === key));
    const left = analysis.columns.filter(({ name }) => !before.columns[name]);
    return openPart(
      {
        ...former,
        ...own,
        columns: { ...before.columns, ...freshColumns(target, left, fresh) },
        defaults: { ...before.defaults, ...fallbacks(target, today) },
      },
      permissions,
    );
  }
  const found = pairs(target, analysis.columns, own.custom);
  const columns: Record<string, ColumnMapping> = {};
  for (const column of analysis.columns) {
    const field = found.get(column.name);
    if (field && isOpen(field, permissions)) columns[column.name] = readingOf(column, field);
  }
  const defaults = fallbacks(target, today);
  if (target === 'customers') defaults.lifecycle_stage = 'customer';
  return {
    version: 1,
    target,
    columns,
    ...own,
    defaults,
    options: { estimateFromListPrice: true, createMissing: true },
  };
}

/** Columns that went nowhere before and fit a custom field that was not there yet. */
function freshColumns(
  target: Target,
  left: readonly ColumnFacts[],
  fresh: readonly Field[],
): Record<string, ColumnMapping> {
  const found = pairs(target, left, fresh);
  return Object.fromEntries(
    left.flatMap((column) => {
      const field = found.get(column.name);
      return field && isCustomKey(field.key) ? [[column.name, readingOf(column, field)]] : [];
    }),
  );
}

function fallbacks(target: Target, today: string): Record<string, string> {
  return target === 'deals' ? { opened_at: today } : {};
}

/** The fields that more than one column goes to. */
export function doubledFields(mapping: Mapping): string[] {
  const keys = Object.values(mapping.columns).flatMap(({ field }) => field ?? []);
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];
}

/** What a person has to say before the file can be read: dates and numbers that can be taken in two ways. */
export function openQuestions(mapping: Mapping, analysis: Analysis): Question[] {
  return analysis.columns.flatMap((column): Question[] => {
    const given = mapping.columns[column.name];
    const field = fieldOf(mapping.target, given?.field, mapping.custom);
    if (!given || !field) return [];
    if (field.type === 'date' && !given.date) {
      const verdict = column.dates.verdict();
      if (!verdict || 'format' in verdict) return [];
      return [{ column: column.name, kind: 'date', examples: verdict.examples, choices: verdict.choices }];
    }
    if ((field.type === 'number' || field.type === 'integer') && !given.decimal) {
      const verdict = column.numbers.verdict();
      if ('decimal' in verdict) return [];
      return [{ column: column.name, kind: 'decimal', examples: verdict.examples, choices: ['.', ','] }];
    }
    return [];
  });
}
