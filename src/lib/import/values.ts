import type { Analysis } from './analyse';
import { choicesIn } from './choices';
import { choiceOf } from './convert';
import { fieldOf } from './targets';
import { bestMatch, fold, squash } from './text';
import type { Field, LookupKind, Mapping } from './types';

/** What the database has for a text. */
export interface LookupAnswer {
  /** Whether it names exactly one record that the caller sees. */
  found: boolean;
  /** How many records it names. */
  hits: number;
  /** Names (for stages: keys) of what comes near, the nearest first. */
  candidates: LookupCandidate[];
}

export interface LookupCandidate {
  /** What stands in the mapping. */
  key: string;
  name: string;
  /** Stages: open, won or lost. */
  outcome?: string;
}

export type Lookup = (kind: LookupKind, texts: string[]) => Promise<Map<string, LookupAnswer>>;

/** A text of a column, and what it means. */
export interface ValueSuggestion {
  value: string;
  count: number;
  /** same: it is a name as it stands; similar: we take it for another spelling; open: somebody has to say. */
  how: 'same' | 'similar' | 'open';
  /** What is suggested: a choice's code or a record's name. */
  to?: string;
  candidates: LookupCandidate[];
}

export interface ColumnValues {
  column: string;
  field: Field;
  values: ValueSuggestion[];
}

/**
 * Looks at the values of every column that names something, and says what each means. Columns with very many different
 * values are left to the check, which says row by row what it does not find.
 */
export async function suggestValues(
  mapping: Mapping,
  analysis: Analysis,
  lookup: Lookup,
): Promise<ColumnValues[]> {
  const found: ColumnValues[] = [];
  for (const facts of analysis.columns) {
    const field = fieldOf(mapping.target, mapping.columns[facts.name]?.field, mapping.custom);
    if (!field || !facts.distinct || (field.type !== 'choice' && field.type !== 'lookup')) continue;
    const counts = facts.distinct;
    const texts = [...counts.keys()];
    const values = field.lookup
      ? await lookedUp(field, texts, facts.distinct, lookup, comesWithFile(mapping, field, analysis))
      : texts.map((value) => chosen(value, counts.get(value) ?? 0, field));
    found.push({ column: facts.name, field, values });
  }
  return found;
}

function chosen(value: string, count: number, field: Field): ValueSuggestion {
  const code = choiceOf(field, value);
  if (code !== undefined) return { value, count, how: 'same', to: code, candidates: [] };
  const near = bestMatch(value, choicesIn(field), ({ names }) => names);
  if (near) return { value, count, how: 'similar', to: near.candidate.code, candidates: [] };
  return { value, count, how: 'open', candidates: [] };
}

async function lookedUp(
  field: Field,
  texts: string[],
  counts: ReadonlyMap<string, number>,
  lookup: Lookup,
  comesWithIt: (text: string) => boolean,
): Promise<ValueSuggestion[]> {
  const kind = field.lookup ?? 'customers';
  const answers = await lookup(kind, texts);
  const stages = kind === 'stages' ? suggestStages(texts, answers) : undefined;
  return texts.map((value): ValueSuggestion => {
    const count = counts.get(value) ?? 0;
    const answer = answers.get(value);
    const candidates = answer?.candidates ?? [];
    if (answer?.found || (answer?.hits === 0 && comesWithIt(value)))
      return { value, count, how: 'same', to: value, candidates };
    const near = stages
      ? stages.get(value)
      : bestMatch(value, candidates, ({ name }) => [name])?.candidate.key;
    return near
      ? { value, count, how: 'similar', to: near, candidates }
      : { value, count, how: 'open', candidates };
  });
}

/** Says whether the import itself makes what a text names: teams and managers of people, parents among the customers. */
function comesWithFile(
  { target, options, columns }: Mapping,
  field: Field,
  analysis: Analysis,
): (text: string) => boolean {
  if (target === 'profiles' && options.createMissing && (field.key === 'team' || field.key === 'manager'))
    return () => true;
  if (target !== 'customers' || field.key !== 'parent') return () => false;
  const own = analysis.columns.find(({ name }) => columns[name]?.field === 'name');
  const names = own?.distinct && new Set([...own.distinct.keys()].map(fold));
  return (text) => names === undefined || names.has(fold(text));
}

/** Whether most of what a column names is not there at all: that file is then better imported first. */
export function isAbsent({ field, values }: ColumnValues): boolean {
  if (field.lookup !== 'customers' && field.lookup !== 'products' && field.lookup !== 'profiles')
    return false;
  return values.filter(({ how }) => how === 'open').length * 2 > values.length;
}

const stageWords: Record<string, string> = {
  won: 'won|closed won|win|success|signed|gewonnen|gagné|赢单|成交|برنده|موفق',
  lost: 'lost|closed lost|loss|failed|rejected|verloren|perdu|输单|失單|بازنده|ناموفق',
  qualification: 'prospecting|prospect|new|lead|qualifying|qualified|open|潜在|初步接触|ارزیابی',
  discovery: 'engaging|engaged|contacted|contact made|needs analysis|meeting|demo|in progress|需求|نیازسنجی',
  proposal: 'quote|quoted|quotation|proposal sent|proposed|offer|报价|報價|پیشنهاد',
  negotiation: 'negotiating|contract|contract sent|review|decision|谈判|議約|مذاکره',
};

/** Gives each text the stage that it most likely names, by its words; no two texts share an open stage. */
function suggestStages(texts: string[], answers: Map<string, LookupAnswer>): Map<string, string> {
  const stages = [...answers.values()][0]?.candidates ?? [];
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const text of texts) {
    const near = bestMatch(text, stages, ({ key, name, outcome }) => [
      key,
      name,
      ...(stageWords[key] ?? '').split('|'),
      ...(outcome === 'won' || outcome === 'lost' ? (stageWords[outcome] ?? '').split('|') : []),
    ])?.candidate;
    if (!near || (near.outcome === 'open' && taken.has(near.key))) continue;
    found.set(text, near.key);
    if (squash(text) !== '') taken.add(near.key);
  }
  return found;
}

/** Puts what was suggested into the mapping, but never over what a person chose. */
export function withValues(mapping: Mapping, columns: readonly ColumnValues[]): Mapping {
  const next = { ...mapping, columns: { ...mapping.columns } };
  for (const { column, values } of columns) {
    const how = next.columns[column];
    if (!how) continue;
    const suggested = values.filter(({ how: found }) => found === 'similar');
    if (suggested.length === 0) continue;
    const added = Object.fromEntries(suggested.map(({ value, to }) => [value, to ?? null]));
    next.columns[column] = { ...how, values: { ...added, ...how.values } };
  }
  return next;
}
