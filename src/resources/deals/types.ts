import type { Tables } from '../../lib/database.types';
import { type Tag, tagSelect } from '../../ui/tags/tags';

export type Deal = Tables<'deals'>;

/** A row of the list, as `listSelect` asks for it. */
export type DealLine = Pick<
  Deal,
  | 'id'
  | 'number'
  | 'name'
  | 'amount'
  | 'amount_is_estimate'
  | 'currency'
  | 'outcome'
  | 'source'
  | 'expected_close_date'
  | 'stage_entered_at'
  | 'stale_on'
  | 'last_activity_at'
  | 'opened_at'
  | 'closed_at'
  | 'owner_id'
  | 'created_by'
> &
  Partial<Pick<Deal, 'next_step'>> & {
    pipeline?: { name: string } | null;
    customer: { id: string; name: string } | null;
    stage: { name: string; max_age_days: number | null } | null;
    owner: { full_name: string } | null;
    tags?: { tag: Tag }[];
  };

export const listSelect = `id, number, name, amount, amount_is_estimate, currency, outcome, source, expected_close_date, stage_entered_at, stale_on, last_activity_at, opened_at, closed_at, owner_id, created_by, customer:customers!customer_id(id, name), stage:pipeline_stages!stage_id(name, max_age_days), owner:profiles!owner_id(full_name), ${tagSelect('deals')}`;
