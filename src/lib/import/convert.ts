import { choicesIn, type NamedChoice, sizeBand } from './choices';
import { parseDate } from './dates';
import { parseNumber } from './numbers';
import type { NumberedRow } from './rows';
import { fieldOf } from './targets';
import { asciiDigits, fold, squash } from './text';
import type { ColumnMapping, Field, Issue, Mapping, StagedRow } from './types';

type Value = string | number | boolean | string[];
type Read = { value: Value } | { issue: string; params?: Issue['params'] };

const exact = new WeakMap<readonly NamedChoice[], Map<string, string>>();

/** What each name of a list means: codes first, then the names in their order; a name of two choices means neither. */
function meanings(choices: readonly NamedChoice[], own: boolean): Map<string, string> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  const put = (code: string, name: string) => {
    for (const form of [fold(name), squash(name)]) {
      if (!form) continue;
      if (!found.has(form)) found.set(form, code);
      else if (own && found.get(form) !== code) twice.add(form);
    }
  };
  for (const { code, names } of choices) for (const name of names) put(code, name);
  for (const form of twice) found.delete(form);
  // a key is a key, whatever another choice is called
  if (own) for (const { code } of choices) found.set(fold(code), code);
  return found;
}

/** The code that a text names exactly, whatever its case and punctuation; undefined when it names none. */
export function choiceOf(field: Field, text: string): string | undefined {
  const choices = choicesIn(field);
  let names = exact.get(choices);
  if (!names) {
    names = meanings(choices, field.options !== undefined);
    exact.set(choices, names);
  }
  return names.get(fold(text)) ?? names.get(squash(text));
}

const patterns = {
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  url: /^https?:\/\/\S+$/i,
  domain: /^[^\s@/:]+\.[^\s@/:]+$/,
};

function read(text: string, field: Field, how: ColumnMapping): Read {
  switch (field.type) {
    case 'number':
    case 'integer': {
      const number = parseNumber(text, how.decimal);
      if (number === undefined) return { issue: 'not_a_number' };
      // a product of two decimals, without the dust that floating point leaves
      const value = Number((number * (how.scale ?? 1)).toPrecision(15));
      const [least, most] = field.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      if (value < least || value > most) return { issue: value < 0 ? 'negative' : 'out_of_range' };
      if (field.type === 'integer' && !Number.isInteger(value)) return { issue: 'not_whole' };
      return { value };
    }
    case 'date': {
      const value = how.date && parseDate(text, how.date);
      return value ? { value } : { issue: 'not_a_date' };
    }
    case 'choice': {
      const code = choiceOf(field, text);
      if (code === undefined) return { issue: 'unknown_value' };
      return { value: field.choices === 'boolean' ? code === 'true' : code };
    }
    case 'choices': {
      const parts = text.split(/[;；؛]/).flatMap((part) => part.trim() || []);
      const codes = parts.map((part) => choiceOf(field, part));
      const strange = parts.find((_, at) => codes[at] === undefined);
      if (strange !== undefined) return { issue: 'unknown_value', params: { value: strange.slice(0, 100) } };
      return { value: [...new Set(codes.flatMap((code) => code ?? []))] };
    }
    case 'email':
      return patterns.email.test(text) ? { value: text.toLowerCase() } : { issue: 'not_an_email' };
    case 'domain': {
      const value = text
        .toLowerCase()
        .replace(/^(https?:\/\/)?(www\.)?/, '')
        .replace(/\/.*$/, '');
      return patterns.domain.test(value) ? { value } : { issue: 'not_a_domain' };
    }
    case 'url': {
      const value = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
      return patterns.url.test(value) && URL.canParse(value) ? { value } : { issue: 'not_a_url' };
    }
    case 'lookup':
      return { value: text };
    case 'text':
      if (field.key === 'phone' && !/\d/.test(asciiDigits(text))) return { issue: 'not_a_phone' };
      return { value: text };
  }
}

/**
 * Makes the function that turns a row of the file into a staged row. Cells are taken as they are: one that begins with
 * `=` is a text like any other.
 * @param names the file's columns in their order
 */
export function converter(names: readonly string[], mapping: Mapping): (row: NumberedRow) => StagedRow {
  const plan = names.flatMap((name, at) => {
    const how = mapping.columns[name];
    const field = fieldOf(mapping.target, how?.field, mapping.custom);
    return how && field ? [{ at, how, field }] : [];
  });
  return ({ number, cells }) => {
    const data: StagedRow['data'] = {};
    const issues: Issue[] = [];
    if (cells.length > names.length && cells.slice(names.length).some((cell) => cell.trim() !== '')) {
      issues.push({ key: 'too_many_cells', params: { count: cells.length, expected: names.length } });
    } else if (cells.length < names.length) {
      issues.push({ key: 'too_few_cells', params: { count: cells.length, expected: names.length } });
    }
    for (const { at, how, field } of issues.length > 0 ? [] : plan) {
      const cell = unescaped((cells[at] ?? '').trim());
      if (cell === '') continue;
      const mapped = how.values && Object.hasOwn(how.values, cell) ? how.values[cell] : cell;
      if (mapped === null || mapped === undefined) continue;
      const found = read(mapped, field, how);
      if ('issue' in found) {
        issues.push({
          field: field.key,
          key: found.issue,
          params: { value: cell.slice(0, 100), ...found.params },
        });
      } else if (field.max && String(found.value).length > field.max) {
        issues.push({ field: field.key, key: 'too_long', params: { max: field.max } });
      } else data[field.key] = found.value;
    }
    complete(data, mapping);
    return { number, raw: cells.slice(0, Math.max(names.length, cells.length)), data, issues };
  };
}

/** Our own exports put an apostrophe before what a spreadsheet would run as a formula; it goes again on the way back. */
function unescaped(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** What follows from other cells. */
function complete(data: StagedRow['data'], { target }: Mapping): void {
  if (target === 'profiles' && !data.full_name && (data.first_name || data.last_name)) {
    data.full_name = [data.first_name, data.last_name].filter(Boolean).join(' ');
  }
  if (target === 'profiles') {
    delete data.first_name;
    delete data.last_name;
  }
  if (target === 'customers') {
    if (typeof data.employees === 'number' && !data.size_band) {
      const band = sizeBand(data.employees);
      if (band) data.size_band = band;
    }
    if (typeof data.website === 'string' && !data.domain) {
      const host = new URL(data.website).hostname.replace(/^www\./, '');
      if (patterns.domain.test(host)) data.domain = host;
    }
  }
}
