import type { CrudOperators } from '@refinedev/core';
import { arrayLiteral, escapeLike, escapeRegex, invalidQuery, quote, textOf } from './values';

type Operator = Exclude<CrudOperators, 'or' | 'and'>;

const opposites = {
  ne: 'eq',
  nes: 'eqs',
  nin: 'in',
  nina: 'ina',
  ncontains: 'contains',
  ncontainss: 'containss',
  nbetween: 'between',
  nstartswith: 'startswith',
  nstartswiths: 'startswiths',
  nendswith: 'endswith',
  nendswiths: 'endswiths',
} as const;

type Negative = keyof typeof opposites;
type Positive = Exclude<Operator, Negative | 'null' | 'nnull'>;

const isNegative = (operator: Operator): operator is Negative => operator in opposites;

/** What is asked of a column, and the negation of it. */
interface Condition {
  yes: string;
  no: string;
}

/**
 * Gives an operator's condition in the notation of PostgREST's logic trees. Raises `invalid` for a value that the
 * operator cannot take.
 *
 * An operator and its `n…` twin split the rows in two: what the one leaves out, the other gives. So a row without a
 * value is in `ne`, `nin`, `ncontains`, `nbetween` and the like ("region is not EMEA" shows who has no region), unless
 * null itself was named, as in `ne null` or `nin [null]`.
 */
export function condition(column: string, operator: Operator, value: unknown): string {
  if (operator === 'null') return `${column}.is.null`;
  if (operator === 'nnull') return `${column}.not.is.null`;
  return isNegative(operator)
    ? test(column, opposites[operator], value).no
    : test(column, operator, value).yes;
}

function test(column: string, operator: Positive, value: unknown): Condition {
  switch (operator) {
    case 'eq':
    case 'eqs':
      return equal(column, value);
    case 'lt':
    case 'gt':
    case 'lte':
    case 'gte':
      return simple(column, `${operator}.${quote(textOf(value, column))}`);
    case 'in':
      return oneOf(column, list(column, value));
    case 'ina':
      return simple(
        column,
        `cs.${quote(arrayLiteral(list(column, value).map((item) => textOf(item, column))))}`,
      );
    case 'between':
      return between(column, list(column, value));
    case 'contains':
    case 'containss':
    case 'startswith':
    case 'startswiths':
    case 'endswith':
    case 'endswiths':
      return simple(column, pattern(operator, textOf(value, column)));
    default:
      return invalidQuery(column);
  }
}

function simple(column: string, asked: string): Condition {
  return { yes: `${column}.${asked}`, no: `or(${column}.not.${asked},${column}.is.null)` };
}

function equal(column: string, value: unknown): Condition {
  if (value === null) return { yes: `${column}.is.null`, no: `${column}.not.is.null` };
  const text = quote(textOf(value, column));
  return { yes: `${column}.eq.${text}`, no: `${column}.isdistinct.${text}` };
}

function oneOf(column: string, values: unknown[]): Condition {
  const texts = values.filter((item) => item !== null).map((item) => quote(textOf(item, column)));
  // One value is asked as such: only then does Postgres know that an index on the column goes on in its next column's order.
  const asked = texts.length === 1 ? `eq.${texts[0]}` : `in.(${texts.join(',')})`;
  if (texts.length === 0 && values.length > 0) return equal(column, null);
  if (texts.length === values.length) return simple(column, asked);
  return {
    yes: `or(${column}.${asked},${column}.is.null)`,
    no: `and(${column}.not.${asked},${column}.not.is.null)`,
  };
}

/** Both bounds belong to the range; one of them may be left open (null). */
function between(column: string, [from, to, ...more]: unknown[]): Condition {
  const bounds: string[] = [];
  if (from !== null && from !== undefined) bounds.push(`${column}.gte.${quote(textOf(from, column))}`);
  if (to !== null && to !== undefined) bounds.push(`${column}.lte.${quote(textOf(to, column))}`);
  if (bounds.length === 0 || more.length > 0) invalidQuery(column);
  const within = `and(${bounds.join(',')})`;
  return { yes: within, no: `or(not.${within},${column}.is.null)` };
}

const matchers = {
  contains: { strict: false, start: false, end: false },
  containss: { strict: true, start: false, end: false },
  startswith: { strict: false, start: true, end: false },
  startswiths: { strict: true, start: true, end: false },
  endswith: { strict: false, start: false, end: true },
  endswiths: { strict: true, start: false, end: true },
};

/**
 * A part of a text, every character of it taken literally. PostgREST turns each `*` of a LIKE pattern into `%` and has
 * no way to escape it: a text with `*` is looked for by a regular expression.
 */
function pattern(operator: keyof typeof matchers, text: string): string {
  const { strict, start, end } = matchers[operator];
  if (text.includes('*')) {
    const regex = `${start ? '^' : ''}${escapeRegex(text)}${end ? '$' : ''}`;
    return `${strict ? 'match' : 'imatch'}.${quote(regex)}`;
  }
  const like = `${start ? '' : '%'}${escapeLike(text)}${end ? '' : '%'}`;
  return `${strict ? 'like' : 'ilike'}.${quote(like)}`;
}

function list(column: string, value: unknown): unknown[] {
  return Array.isArray(value) ? value : invalidQuery(column);
}
