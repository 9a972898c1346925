import type { ConditionalFilter, CrudFilter, LogicalFilter } from '@refinedev/core';
import { condition } from './operators';
import { silentEmbed } from './select';
import { invalidQuery } from './values';

/** Filters in PostgREST's notation. */
export interface Where {
  /** Logic trees, all of which a row must fulfil. */
  trees: string[];
  /** Logic trees on the rows of an embed. */
  embedded: { embed: string; tree: string }[];
  /** Embeds to add to the select. */
  embeds: string[];
  /** The table's own columns that are asked. */
  columns: Set<string>;
}

/** A condition on the table's own columns (path '') or on those of one related table. */
interface Branch {
  path: string;
  text: string;
}

/** `column`, `relation.column`, `relation.relation.column`; the column may reach into JSON by `->` and `->>`. */
const fieldName = /^(?:\w+\.)*\w+(?:->>?\w+)*$/;

/** Parts a field into the path of related tables (or '') and the column. Raises `invalid` for what is no field. */
export function fieldPath(field: string): [path: string, column: string] {
  if (!fieldName.test(field)) invalidQuery(field);
  const dot = field.lastIndexOf('.');
  return [field.slice(0, Math.max(dot, 0)), field.slice(dot + 1)];
}

/**
 * Puts Refine's filters, nested as deep as they may be, into PostgREST's notation.
 *
 * A condition on a related table holds for a row when one of its related rows fulfils it; conditions on the same related
 * table that stand in one `and` ask it of the same related row. `n…` operators ask for a related row that does not
 * match, not for the absence of one that does.
 */
export function compileFilters(filters: CrudFilter[], select: string): Where {
  const where: Where = { trees: [], embedded: [], embeds: [], columns: new Set() };

  const related = ({ path, text }: Branch, required: boolean): string => {
    const alias = `_w${where.embeds.length + 1}`;
    const [, ...rest] = path.split('.');
    where.embeds.push(silentEmbed(select, alias, path.split('.'), required));
    where.embedded.push({ embed: [alias, ...rest].join('.'), tree: text });
    return `${alias}.not.is.null`;
  };

  const leaf = ({ field, operator, value }: LogicalFilter): Branch => {
    const [path, column] = fieldPath(field);
    if (path === '') where.columns.add(column.replace(/->.*/, ''));
    return { path, text: condition(column, operator, value) };
  };

  /** The branches of a group, those on the same table gathered into one. */
  const gather = (operator: 'and' | 'or', filters: CrudFilter[]): Branch[] => {
    const byPath = new Map<string, string[]>();
    for (const filter of filters) {
      const branch = isGroup(filter) ? group(filter) : leaf(filter);
      if (branch) byPath.set(branch.path, [...(byPath.get(branch.path) ?? []), branch.text]);
    }
    return [...byPath].map(([path, texts]) => ({ path, text: join(operator, texts) }));
  };

  const group = ({ operator, value }: ConditionalFilter): Branch | undefined => {
    const branches = gather(operator, value);
    if (branches.length < 2) return branches[0];
    const texts = branches.map((branch) => (branch.path === '' ? branch.text : related(branch, false)));
    return { path: '', text: join(operator, texts) };
  };

  for (const branch of gather('and', filters)) {
    if (branch.path === '') where.trees.push(branch.text);
    else related(branch, true);
  }
  return where;
}

/**
 * Whether some condition leaves few rows, and those together in an index, but may leave them far along the list's order: a stretch
 * of time (what was due in spring, in the order of the last change), several records (whose it is), or what is asked of a record
 * that it names.
 * @param sorted the column that the list is ordered by first: a stretch of that is met on the way
 */
export function gathers(filters: CrudFilter[], sorted?: string): boolean {
  return filters.some((filter) => {
    if (isGroup(filter)) return gathers(filter.value, sorted);
    const { field, operator, value } = filter;
    if (/_fkey\./.test(field)) return true;
    if (/^\w+_id$/.test(field)) return operator === 'in' && Array.isArray(value) && value.length > 1;
    return (
      field !== sorted &&
      /_(?:at|on|date)$/.test(field) &&
      ['between', 'gte', 'gt', 'lte', 'lt'].includes(operator)
    );
  });
}

const isGroup = (filter: CrudFilter): filter is ConditionalFilter =>
  filter.operator === 'and' || filter.operator === 'or';

function join(operator: 'and' | 'or', texts: string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : `${operator}(${texts.join(',')})`;
}
