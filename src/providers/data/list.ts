import type { GetListParams, GetListResponse, Pagination } from '@refinedev/core';

import { AtriumError } from '../../lib/errors';
import type { Api } from './api';
import { compileFilters, gathers } from './filters';
import { type Count, readMeta } from './meta';
import { getMany } from './read';
import { callRpc, checkListFunction } from './rpc';
import { type Request, type Row, run, toRows } from './run';
import { idOf, keyOf } from './schema';
import { only, withColumns } from './select';
import { compileSorters } from './sorters';

/** PostgREST gives at most 1,000 rows an answer, and a list may ask for one more than its page. */
const largestPage = 999;
/** What a list without pages may be made of. */
const largestList = 10_000;

/** Asks for rows `from` to `to`, both included. */
type Ask = (count: Count, from: number, to: number) => Promise<{ rows: Row[]; count: number | null }>;

/**
 * Lists a table, or what a function gives, as `meta` says (see DataMeta). `total` is exact where it was counted. Where it
 * was not (`none`), it is what is known to be there: one more than the pages seen when there is more, so that a pager
 * offers the next page. Where it was guessed, the guess is mended by what the page itself shows. With `keysFirst` a row that
 * goes between the two requests is missing from its page.
 */
export async function getList<TData>(
  client: Api,
  { resource, pagination, sorters = [], filters = [], meta }: GetListParams,
): Promise<GetListResponse<TData>> {
  const { select, count, rpc, keysFirst, signal } = readMeta(meta);
  if (rpc) checkListFunction(rpc.name);
  const key = keyOf(resource);
  const where = compileFilters(filters, select);
  const order = compileSorters(sorters, select, key, keysFirst && gathers(filters, sorters[0]?.field));
  const asked = keysFirst ? only(select, [...key, ...order.shown]) : select;
  // PostgREST knows only those of a function's columns that the select names.
  const shown = rpc ? withColumns(asked, [...where.columns, ...order.columns]) : asked;
  const columns = [shown, ...where.embeds, ...order.embeds].join(',');

  const ask: Ask = async (count, from, to) => {
    const counted = count === 'none' ? undefined : count;
    let query = rpc
      ? callRpc(client, rpc.name, rpc.args, { stable: true, count: counted }).select(columns)
      : client.from(resource).select(columns, { count: counted });
    for (const tree of where.trees) query = query.or(tree);
    for (const { embed, tree } of where.embedded) query = query.or(tree, { referencedTable: embed });
    for (const { column, ...direction } of order.terms) query = query.order(column, direction);
    const request: Request = query.range(from, to);
    const answer = await run(request, signal, resource);
    return { rows: toRows(answer.data), count: answer.count };
  };

  const paged = (pagination?.mode ?? 'server') === 'server';
  const { rows, total } = await (paged ? page(ask, count, pagination) : everything(ask));
  if (!keysFirst || rows.length === 0) return { data: rows as TData[], total };
  const ids = rows.map((row) => idOf(resource, row));
  return { data: (await getMany(client, { resource, ids, meta: { select, signal } })) as TData[], total };
}

async function page(ask: Ask, count: Count, pagination: Pagination = {}) {
  const { currentPage = 1, pageSize = 10 } = pagination;
  if (pageSize > largestPage) tooLarge(largestPage);
  const from = (currentPage - 1) * pageSize;
  if (count === 'exact') return counted(ask, from, pageSize);

  const { rows, count: guess } = await ask(count, from, from + pageSize).catch((error: unknown) => {
    // The guess is below this page: that says nothing about the rows.
    if (count !== 'none' && rowsBefore(error) !== undefined) return ask('none', from, from + pageSize);
    throw error;
  });
  const more = rows.length > pageSize;
  const known = from + rows.length;
  const total = more ? Math.max(known, guess ?? 0) : rows.length > 0 ? known : Math.min(from, guess ?? from);
  return { rows: rows.slice(0, pageSize), total };
}

async function counted(ask: Ask, from: number, pageSize: number) {
  try {
    const { rows, count } = await ask('exact', from, from + pageSize - 1);
    return { rows, total: count ?? rows.length };
  } catch (error) {
    // The page lies behind the last row: the list grew shorter since it was offered.
    const total = rowsBefore(error);
    if (total === undefined) throw error;
    return { rows: [], total };
  }
}

async function everything(ask: Ask) {
  const { rows, count } = await ask('exact', 0, largestPage);
  const total = count ?? rows.length;
  if (total > largestList) tooLarge(largestList);
  while (rows.length < total) {
    const next = await ask('none', rows.length, rows.length + largestPage);
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { rows, total: rows.length };
}

function tooLarge(max: number): never {
  throw new AtriumError('too_large', 'errors.too_many_rows', { params: { max } });
}

/** How many rows there are, by the error of a page that lies behind them all. */
function rowsBefore(error: unknown): number | undefined {
  const cause = error instanceof AtriumError ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('code' in cause) || cause.code !== 'PGRST103')
    return undefined;
  const rows = 'details' in cause ? /only (\d+) rows/.exec(String(cause.details))?.[1] : undefined;
  return Number(rows ?? 0);
}
