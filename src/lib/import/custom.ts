import { fromApi } from '../errors';
import type { ImportClient } from './api';
import type { Field, OwnChoice, Target } from './types';

/** The custom fields that columns may go to, by what is imported. */
export type CustomTargets = Partial<Record<Target, readonly Field[]>>;

const prefix = 'custom.';

/** Whether a key is that of a custom field. */
export const isCustomKey = (key: string | null | undefined): boolean => key?.startsWith(prefix) ?? false;

/** A label in a language; where it has none, in English, else in the first that there is. */
export const labelOf = (labels: Readonly<Record<string, string>> | undefined, language: string): string =>
  labels?.[language] ?? labels?.en ?? Object.values(labels ?? {})[0] ?? '';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const labelsOf = (value: unknown): Record<string, string> =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([language, text]) => [language, String(text)]))
    : {};

const choicesOf = (value: unknown): OwnChoice[] =>
  (Array.isArray(value) ? value : []).filter(isRecord).map((choice) => {
    const labels = labelsOf(choice.labels);
    return {
      code: String(choice.key),
      names: [String(choice.key), ...Object.values(labels)],
      labels,
      active: choice.active === true,
    };
  });

const kinds: Record<string, Omit<Field, 'key' | 'synonyms'>> = {
  text: { type: 'text', max: 1000 },
  number: { type: 'number' },
  money: { type: 'number' },
  date: { type: 'date' },
  choice: { type: 'choice' },
  choices: { type: 'choices' },
  person: { type: 'lookup', lookup: 'profiles' },
  link: { type: 'url', max: 500 },
  boolean: { type: 'choice', choices: 'boolean' },
};

/** A custom field as a place that a column can go to. */
export function customTarget(row: {
  key: string;
  type: string;
  labels: unknown;
  required: boolean;
  default_value: unknown;
  choices: unknown;
}): Field {
  const labels = labelsOf(row.labels);
  const options = row.type === 'choice' || row.type === 'choices' ? choicesOf(row.choices) : undefined;
  return {
    ...(kinds[row.type] ?? { type: 'text', max: 1000 }),
    key: prefix + row.key,
    labels,
    required: row.required && row.default_value === null,
    synonyms: [...Object.values(labels), row.key],
    ...(options ? { options } : {}),
  };
}

/** The custom fields that columns may go to, of all kinds of record that the caller reads. Rejects with an AtriumError. */
export async function loadCustomTargets(client: ImportClient): Promise<CustomTargets> {
  const { data, error, status } = await client
    .from('custom_fields')
    .select('resource, key, type, labels, required, default_value, choices')
    .eq('active', true)
    .order('position')
    .order('key');
  if (error) throw fromApi(error, status, 'custom_fields');
  const of = (resource: string) => data.filter((row) => row.resource === resource).map(customTarget);
  return { customers: of('customers'), deals: of('deals') };
}
