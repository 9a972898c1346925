import { labelOf } from '../../../src/lib/import/custom.ts';
import own from '../../../src/lib/import/locales/en.json' with { type: 'json' };
import type { Field, Issue, Target } from '../../../src/lib/import/types.ts';
import shared from '../../../src/resources/imports/locales/en.json' with { type: 'json' };

const texts = { ...shared, ...own.imports };

type Tree = { [key: string]: string | Tree };

/** A text of the import's English locale, its names filled in; the key itself where there is none. */
export function word(key: string, params: Record<string, string | number> = {}): string {
  let found: string | Tree | undefined = texts as Tree;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found !== 'string') return key;
  return found.replace(/{{(\w+)}}/g, (_, name: string) => String(params[name] ?? ''));
}

/** An issue in a sentence: the field, then what is wrong with it. */
export function issueText(
  target: Target,
  custom: readonly Field[] | undefined,
  { field, key, params }: Issue,
): string {
  // Without the numbers of a single row it is said of a group of rows.
  const text = !params && key in texts.groups ? word(`groups.${key}`) : word(`issues.${key}`, params);
  if (!field) return text;
  const own = custom?.find((one) => one.key === field);
  return `${own ? labelOf(own.labels, 'en') : word(`fields.${target}.${field}`)}: ${text}`;
}
