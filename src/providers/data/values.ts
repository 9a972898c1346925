import { AtriumError } from '../../lib/errors';

/** Raises `invalid`: a filter or sorter that says nothing the API could be asked. `field` is what it was about. */
export function invalidQuery(field: string): never {
  throw new AtriumError('invalid', 'errors.invalid_filter', { params: { field } });
}

/** Gives a filter's value as Postgres reads it. Raises `invalid` for what is no single value. */
export function textOf(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  // A Date, or a day of dayjs.
  if (typeof value === 'object' && value !== null && 'toISOString' in value) {
    if (typeof value.toISOString === 'function') return String(value.toISOString());
  }
  return invalidQuery(field);
}

/** Quotes a text, so that no comma, dot or parenthesis in it is taken for PostgREST's own. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Quotes an id unless it is a plain word, such as a uuid: many of them go into one URL. */
export function quoteIfNeeded(id: string): string {
  return /^[\w-]+$/.test(id) ? id : quote(id);
}

/** Gives an array in Postgres' own notation, `{"a","b"}`.. */
export function arrayLiteral(texts: string[]): string {
  return `{${texts.map(quote).join(',')}}`;
}

/** Escapes what LIKE takes for a wildcard. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Escapes what a regular expression of Postgres takes for an operator. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.^$*+?()[\]{}|]/g, '\\$&');
}
