import type { Period } from './periods';

/** Whose goals stand in a line. */
export interface SheetRow {
  kind: 'organisation' | 'team' | 'person';
  id: string;
  name: string | null;
  team_id: string | null;
  may_set: boolean;
}

export interface Goal {
  id: string;
  whose: string;
  period_start: string;
  period_end: string;
  target: number;
  currency: string | null;
  updated_at: string;
}

/** What `goal_sheet` gives. */
export interface Sheet {
  rows: SheetRow[];
  goals: Goal[];
  /** There are more people than are shown. */
  more: boolean;
}

/** A target, in a currency where it is money. */
export type Target = Pick<Goal, 'target' | 'currency'>;

/** set: a goal for just these days. sum: of goals within them, by currency. within: part of a longer one. none: nothing yet. */
export type CellState =
  | { kind: 'set'; goal: Goal }
  | { kind: 'sum'; sums: Target[] }
  | { kind: 'within' }
  | { kind: 'none' };

/** What stands in a cell of the sheet. */
export function cellOf(goals: readonly Goal[], whose: string, period: Period): CellState {
  const theirs = goals.filter(
    (goal) => goal.whose === whose && goal.period_start <= period.end && goal.period_end >= period.start,
  );
  const exact = theirs.find((goal) => goal.period_start === period.start && goal.period_end === period.end);
  if (exact) return { kind: 'set', goal: exact };
  if (theirs.length === 0) return { kind: 'none' };
  if (theirs.some((goal) => goal.period_start < period.start || goal.period_end > period.end))
    return { kind: 'within' };
  const currencies = [...new Set(theirs.map(({ currency }) => currency))];
  return {
    kind: 'sum',
    sums: currencies.map((currency) => ({
      target: theirs.reduce((sum, goal) => sum + (goal.currency === currency ? goal.target : 0), 0),
      currency,
    })),
  };
}

/** The targets that a cell comes to, one for each currency; none where it says nothing of its own. */
export const targetsOf = (state: CellState): Target[] =>
  state.kind === 'set' ? [state.goal] : state.kind === 'sum' ? state.sums : [];

/** A cell as `save_goals` takes it. */
export interface CellChange {
  profile_id?: string;
  team_id?: string;
  period_start: string;
  period_end: string;
  target: number | null;
  version: string | null;
}

/** The change of one cell to another target, null to take it away. */
export function changeOf(
  row: SheetRow,
  period: Period,
  goal: Goal | null,
  target: number | null,
): CellChange {
  return {
    ...(row.kind === 'person' ? { profile_id: row.id } : row.kind === 'team' ? { team_id: row.id } : {}),
    period_start: period.start,
    period_end: period.end,
    target,
    version: goal?.updated_at ?? null,
  };
}

/**
 * The changes that copy targets from one period to another, times a factor, in whole numbers; for whose goals may be set.
 * What is set already stays, unless it is to be replaced; what is not in the sheet's currency alone is left out.
 */
export function copied(
  sheet: Sheet,
  pairs: readonly { from: Period; to: Period }[],
  factor: number,
  replace: boolean,
  currency: string | null,
): CellChange[] {
  return sheet.rows
    .filter((row) => row.may_set)
    .flatMap((row) =>
      pairs.flatMap(({ from, to }) => {
        const [source, further] = targetsOf(cellOf(sheet.goals, row.id, from));
        const there = cellOf(sheet.goals, row.id, to);
        if (!source || further || source.currency !== currency) return [];
        if (there.kind !== 'none' && !(there.kind === 'set' && replace)) return [];
        return [
          changeOf(
            row,
            to,
            there.kind === 'set' ? there.goal : null,
            Math.max(1, Math.round(source.target * factor)),
          ),
        ];
      }),
    );
}
