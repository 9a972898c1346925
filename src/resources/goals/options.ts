/** What goals may be set on, as far as there are such figures: sums and counts over a period. */
export const quotable = [
  'deals.won_value',
  'orders.value',
  'deals.won_count',
  'deals.opened_value',
  'deals.opened_count',
  'orders.count',
  'customers.new',
  'customers.new_leads',
  'activities.calls',
  'activities.meetings',
  'activities.demos',
  'activities.emails',
] as const;

/** A figure that goals may be set on. */
export interface GoalMetric {
  key: string;
  unit: string;
}
