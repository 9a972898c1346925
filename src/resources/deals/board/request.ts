import { type ListState, noValue, readDays, valuesOf } from '../../../lib/list-state';

/** What `deal_board` is asked for. */
export interface BoardRequest {
  pipeline?: string;
  filters: Record<string, unknown>;
}

const lists = [
  'owner',
  'customer',
  'source',
  'lost_reason',
  'competitor',
  'team',
  'sales_region',
  'product',
  'product_line',
];
const ranges = ['expected_close_date', 'closed_at'];
/** The filters that narrow the board; what its columns and its bar say instead. */
export const follows: readonly string[] = [...lists, ...ranges, 'stale'];
export const says: readonly string[] = ['pipeline', 'stage', 'outcome'];

/** The request for a board, of the filters that stand in the address. */
export function boardRequest({ filters, mine, q }: Pick<ListState, 'filters' | 'mine' | 'q'>): BoardRequest {
  const asked: Record<string, unknown> = {};
  for (const key of lists) if (filters[key]) asked[key] = valuesOf(filters[key]);
  for (const key of ranges) {
    const [value] = filters[key] ?? [];
    const days = readDays(value);
    if (value === noValue) asked[key] = { none: true };
    else if (days) asked[key] = days;
  }
  if (filters.stale) asked.stale = true;
  if (mine) asked.mine = true;
  if (q.trim() !== '') asked.q = q.trim();
  const pipeline = filters.pipeline?.[0];
  return { ...(pipeline ? { pipeline } : {}), filters: asked };
}
