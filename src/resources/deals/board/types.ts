import type { BoardColumn } from '../../../ui/board';
import type { Deal } from '../types';

/** A deal on the board, as `deal_board` gives it. */
export type Card = Pick<
  Deal,
  | 'id'
  | 'number'
  | 'name'
  | 'stage_id'
  | 'outcome'
  | 'amount'
  | 'currency'
  | 'amount_is_estimate'
  | 'win_probability'
  | 'owner_id'
  | 'created_by'
  | 'next_step'
  | 'next_step_at'
  | 'expected_close_date'
  | 'closed_at'
  | 'stage_entered_at'
  | 'stale_on'
  | 'last_activity_at'
  | 'board_position'
> & {
  /** The amount in the base currency, null without a rate. */
  value: number | null;
  customer: { id: string; name: string } | null;
  owner: string | null;
};

/** What a stage's deals come to, in the base currency. */
export interface Totals {
  id: string;
  count: number;
  amount: number;
  weighted: number;
  /** Deals left out of the amounts: their currency has no rate. */
  unconverted: number;
}

export interface BoardStage extends Totals, BoardColumn<Card> {
  outcome: string;
  win_probability: number;
  max_age_days: number | null;
  /** Whether deals may still come to it. */
  active: boolean;
}

export interface Board {
  pipeline: string | null;
  pipelines: { id: string; name: string }[] | null;
  stages: BoardStage[];
}

/** What `move_deal` answers. */
export interface Moved {
  card: Card;
  stages: Totals[] | null;
}
