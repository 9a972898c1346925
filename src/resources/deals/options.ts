import type { Tone } from '../../ui';

/** The values that the database takes, in the order in which they are shown; their words are `deals.<list>.<value>`. */
export const outcomes = ['open', 'won', 'lost'] as const;
export const sources = [
  'website',
  'referral',
  'event',
  'campaign',
  'partner',
  'cold_outreach',
  'social',
  'import',
  'other',
] as const;
export const contactRoles = [
  'decision_maker',
  'champion',
  'influencer',
  'user',
  'buyer',
  'blocker',
  'other',
] as const;

/** The resources of the permission matrix that a deal's form changes. */
export const parts = ['deals', 'deals.financials'] as const;

export type Outcome = (typeof outcomes)[number];

export const isOutcome = (value: unknown): value is Outcome => outcomes.some((outcome) => outcome === value);

export const outcomeTones: Record<Outcome, Tone> = { open: 'info', won: 'good', lost: 'bad' };
