/** One item of a select: a column, or an embedded table with a select of its own. */
interface Item {
  /** What the item is called in the answer. */
  name: string;
  /** What it is in the database: a column, or `table!hint` for an embedded table. */
  source: string;
  /** Of an embedded table. */
  inner?: string;
}

/** Splits a select (or any list in PostgREST's notation) at the commas outside parentheses. */
function split(select: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < select.length; at++) {
    if (select[at] === '(') depth++;
    else if (select[at] === ')') depth--;
    else if (select[at] === ',' && depth === 0) {
      parts.push(select.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, select.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

function itemsOf(select: string): Item[] {
  return split(select).map((part) => {
    const found = /^(?:\.\.\.)?(?:(\w+):(?!:))?([\w*!]+)[^(]*(?:\((.*)\))?$/s.exec(part);
    const source = (found?.[2] ?? part).replace(/!(?:inner|left)\b/g, '');
    return { name: found?.[1] ?? source.replace(/!.*/, ''), source, inner: found?.[3] };
  });
}

/** Adds to a select the columns that it lacks. */
export function withColumns(select: string, columns: Iterable<string>): string {
  const there = new Set(itemsOf(select).map(({ source }) => source));
  if (there.has('*')) return select;
  return [select, ...[...columns].filter((column) => !there.has(column))].join(',');
}

/** Gives of a select what has these names, and the columns that it lacks. */
export function only(select: string, names: readonly string[]): string {
  const found = names.map((name) => split(select).find((part) => itemsOf(part)[0]?.name === name));
  return names.map((name, at) => found[at] ?? name).join(',');
}

/** Whether the select embeds a table under this name with this column: PostgREST orders by what an embed shows. */
export function embeds(select: string, name: string, column: string): boolean {
  const inner = itemsOf(select).find((item) => item.name === name)?.inner;
  return inner !== undefined && itemsOf(inner).some(({ source }) => source === column || source === '*');
}

/**
 * Gives an embed that follows a path of names from the select (`owner`, `deal.customer`) and shows nothing: by it rows
 * are filtered or sorted, while what the select shows stays whole. A name that the select does not know is taken for a
 * table's or a foreign key's.
 * @param required whether rows that have nothing at the end of the path are left out
 */
export function silentEmbed(select: string, alias: string, path: string[], required: boolean): string {
  const [name = '', ...rest] = path;
  const [following] = rest;
  const item = itemsOf(select).find((found) => found.name === name && found.inner !== undefined);
  const next = following ? silentEmbed(item?.inner ?? '', following, rest, true) : '';
  return `${alias}:${item?.source ?? name}${required ? '!inner' : ''}(${next})`;
}
