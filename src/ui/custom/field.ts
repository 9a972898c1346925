import type { Tables } from '../../lib/database.types';
import { fromApi } from '../../lib/errors';
import type { Values } from '../../lib/merge-changes';
import type { AtriumClient } from '../../providers/client';

export const customTypes = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'choices',
  'person',
  'link',
  'boolean',
] as const;
export type CustomType = (typeof customTypes)[number];
export type Labels = Record<string, string>;

/** One of the things that a field may be chosen as. */
export interface CustomChoice {
  key: string;
  labels: Labels;
  /** One that is not active is no longer offered. */
  active: boolean;
}

/** A custom field, as the screens use it. */
export interface CustomField {
  id: string;
  resource: string;
  key: string;
  type: CustomType;
  labels: Labels;
  required: boolean;
  is_unique: boolean;
  /** The kinds of customer that have it; null for all. */
  kinds: string[] | null;
  choices: CustomChoice[];
  default_value: unknown;
  active: boolean;
  /** The column of the record that lists are narrowed and sorted by; null where there is none. */
  list_column: string | null;
  updated_at: string;
}

const customColumns =
  'id, resource, key, type, labels, required, is_unique, kinds, choices, default_value, active, list_column, updated_at';
type CustomRow = Pick<Tables<'custom_fields'>, keyof CustomField>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toLabels = (value: unknown): Labels =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([language, label]) => [language, String(label)]))
    : {};

const toChoices = (value: unknown): CustomChoice[] =>
  (Array.isArray(value) ? value : []).filter(isRecord).map((choice) => ({
    key: String(choice.key),
    labels: toLabels(choice.labels),
    active: choice.active === true,
  }));

/** A row of `custom_fields` as a field. */
export function toCustomField(row: CustomRow): CustomField {
  return {
    ...row,
    type: customTypes.find((type) => type === row.type) ?? 'text',
    labels: toLabels(row.labels),
    choices: toChoices(row.choices),
  };
}

/** The custom fields of a kind of record, or of all, in their order, retired ones too. Rejects with an AtriumError. */
export async function loadCustomFields(client: AtriumClient, resource?: string): Promise<CustomField[]> {
  const all = client.from('custom_fields').select(customColumns);
  const asked = resource === undefined ? all : all.eq('resource', resource);
  const { data, error, status } = await asked.order('position').order('key');
  if (error) throw fromApi(error, status, 'custom_fields');
  return data.map(toCustomField);
}

/** A label in a language; where it has none, in English, else in the first that there is. */
export const labelIn = (labels: Labels, language: string): string =>
  labels[language] ?? labels.en ?? Object.values(labels)[0] ?? '';

const prefix = 'custom.';

/** The name under which a form has a custom field. */
export const customName = (key: string) => `${prefix}${key}`;

/** The key of the custom field that a form or a log has under this name; undefined for other fields. */
export const customKey = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;

/** The custom values of a record by the names that a form has them under. */
export const customValues = (custom: unknown): Values =>
  isRecord(custom)
    ? Object.fromEntries(Object.entries(custom).map(([key, value]) => [customName(key), value]))
    : {};

/** A part of a form's payload with one field more; custom fields stand together under `custom`. */
export function withField(
  part: Record<string, unknown> | undefined,
  name: string,
  value: unknown,
): Record<string, unknown> {
  if (!name.startsWith(prefix)) return { ...part, [name]: value };
  const custom = isRecord(part?.custom) ? part.custom : {};
  return { ...part, custom: { ...custom, [name.slice(prefix.length)]: value ?? null } };
}
