/** What a field takes; the database checks the same, and has the last word. */
export type FieldType =
  | 'text'
  | 'multiline'
  | 'select'
  | 'country'
  | 'currency'
  | 'language'
  | 'number'
  | 'date'
  | 'email'
  | 'phone'
  | 'url'
  | 'domain'
  | 'tags'
  | 'switch'
  | 'record'
  | 'person';

export interface FieldRules {
  type: FieldType;
  required?: boolean;
  /** Most characters (for `tags`: most entries). */
  max?: number;
  /** Smallest and largest number. */
  least?: number;
  most?: number;
  /** Whole numbers only. */
  whole?: boolean;
}

/** What is wrong with a value: the key of its text and what the text names. */
export interface Problem {
  key: string;
  params?: Record<string, number>;
}

const shapes: Partial<Record<FieldType, RegExp>> = {
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  domain: /^[^\s@/:]+\.[^\s@/:]+$/,
  url: /^https?:\/\/\S+$/i,
  phone: /[0-9۰-۹٠-٩]/,
};

/** The longest text of a type, unless a field says otherwise. */
const lengths: Partial<Record<FieldType, number>> = { email: 254, domain: 253, url: 500, phone: 40 };

export const maxLength = ({ type, max }: FieldRules): number | undefined => max ?? lengths[type];

/**
 * Characters that draw nothing. Within a text they have their use (the Persian half-space, joined emoji), alone they are no text:
 * the database refuses them by the same list (`visible_names`).
 */
const unseen =
  '\\s\\u00ad\\u061c\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0';
const seen = new RegExp(`[^${unseen}]`, 'u');

// A variation selector at the end belongs to the emoji before it.
const ends = '[\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]';
const atTheEnds = new RegExp(`^${ends}+|${ends}+$`, 'gu');

/** A text without what cannot be seen at its ends; nothing when nothing of it can be seen. */
const trimmed = (text: string): string => (seen.test(text) ? text.replace(atTheEnds, '') : '');

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && trimmed(value) === '') ||
  (Array.isArray(value) && value.length === 0);

/** Gives what is wrong with a value in a field, null when nothing is. */
export function problemOf(rules: FieldRules, value: unknown): Problem | null {
  if (isEmpty(value)) return rules.required ? { key: 'form.check.required' } : null;
  const { type, least, most } = rules;
  const max = maxLength(rules);
  if (Array.isArray(value)) {
    return max !== undefined && value.length > max ? { key: 'form.check.tooMany', params: { max } } : null;
  }
  if (typeof value === 'string') {
    // Postgres counts characters, JavaScript UTF-16 units.
    if (max !== undefined && [...trimmed(value)].length > max)
      return { key: 'form.check.tooLong', params: { max } };
    const shape = shapes[type];
    if (shape && !shape.test(trimmed(value))) return { key: `form.check.${type}` };
  }
  if (type === 'number') {
    const number = Number(value);
    if (!Number.isFinite(number)) return { key: 'form.check.number' };
    if (rules.whole && !Number.isInteger(number)) return { key: 'form.check.whole' };
    if (least !== undefined && number < least) return { key: 'form.check.least', params: { least } };
    if (most !== undefined && number > most) return { key: 'form.check.most', params: { most } };
  }
  return null;
}

/**
 * A value as it is saved: trimmed, nothing as null (a list as an empty list), a domain without what stands around it in
 * an address, a web address with its scheme.
 */
export function tidy(type: FieldType, value: unknown): unknown {
  if (type === 'tags')
    return Array.isArray(value) ? value.map((item) => trimmed(String(item))).filter(Boolean) : [];
  if (type === 'switch') return value === true;
  if (isEmpty(value)) return null;
  if (typeof value !== 'string') return value;
  const text = trimmed(value);
  if (type === 'domain') {
    return text
      .toLowerCase()
      .replace(/^[a-z][a-z\d+.-]*:\/\//, '')
      .replace(/[/?#].*$/, '')
      .replace(/:\d+$/, '');
  }
  if (type === 'url' && !/^[a-z][a-z\d+.-]*:/i.test(text) && text.includes('.')) return `https://${text}`;
  return text;
}

/** Whether two values of a field are the same when saved. */
export const sameValue = (type: FieldType, a: unknown, b: unknown): boolean =>
  JSON.stringify(tidy(type, a)) === JSON.stringify(tidy(type, b));
