import { languages } from '../../app/languages';
import type { Values } from '../../lib/merge-changes';
import { type CustomChoice, type CustomField, type CustomType, customTypes } from '../../ui/custom/field';

export const labelName = (language: string) => `label_${language}`;

/** Where the form keeps the default of a field of this type; null for those that have none. */
export const defaultNameOf = (type: unknown): string | null =>
  type === 'number' || type === 'money'
    ? 'default_number'
    : type === 'text' || type === 'date' || type === 'boolean' || type === 'choice'
      ? `default_${type}`
      : null;

/** A key made of a label; of one that has no Latin letters a random one. */
export function keyFrom(label: string): string {
  const made = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
  return made === '' ? `field_${crypto.randomUUID().slice(0, 8)}` : made;
}

const typeOf = (value: unknown): CustomType => customTypes.find((type) => type === value) ?? 'text';

/** What the form of a field begins with. */
export function toForm(field: CustomField | null): Values {
  const kept = defaultNameOf(field?.type);
  return {
    ...Object.fromEntries(
      languages.map((language) => [labelName(language), field?.labels[language] ?? null]),
    ),
    key: field?.key ?? null,
    type: field?.type ?? 'text',
    kinds: field?.kinds?.[0] ?? 'all',
    choices: field?.choices ?? [],
    required: field?.required ?? false,
    is_unique: field?.is_unique ?? false,
    ...(kept ? { [kept]: field?.default_value ?? null } : {}),
  };
}

/** What is saved of the form: the columns of `custom_fields`. */
export function toRow(values: Values) {
  const type = typeOf(values.type);
  const labels = Object.fromEntries(
    languages.flatMap((language) => {
      const label = values[labelName(language)];
      return typeof label === 'string' && label !== '' ? [[language, label]] : [];
    }),
  );
  const choices: CustomChoice[] = Array.isArray(values.choices) ? values.choices : [];
  const kept = defaultNameOf(type);
  const unique = (type === 'text' || type === 'number' || type === 'link') && values.is_unique === true;
  const given = kept === null || unique ? null : values[kept];
  return {
    type,
    labels,
    kinds: values.kinds === 'company' || values.kinds === 'person' ? [values.kinds] : null,
    choices:
      type === 'choice' || type === 'choices'
        ? choices.map(({ key, labels: names, active }) => ({ key, labels: names, active }))
        : [],
    required: values.required === true,
    is_unique: unique,
    default_value:
      typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? given : null,
  };
}
