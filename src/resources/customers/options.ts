import type { Tone } from '../../ui';

/** The values that the database takes, in the order in which they are shown; their words are `customers.<list>.<value>`. */
export const kinds = ['company', 'person'] as const;
export const stages = ['lead', 'qualified', 'customer', 'at_risk', 'churned'] as const;
export const tiers = ['strategic', 'key', 'standard', 'small'] as const;
export const industries = [
  'agriculture',
  'automotive',
  'construction',
  'consumer_goods',
  'education',
  'energy',
  'finance',
  'food',
  'government',
  'healthcare',
  'hospitality',
  'logistics',
  'manufacturing',
  'media',
  'nonprofit',
  'professional_services',
  'real_estate',
  'retail',
  'technology',
  'telecommunications',
  'other',
] as const;
export const sizes = ['1-10', '11-50', '51-200', '201-1000', '1001-5000', '5001+'] as const;
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
export const genders = ['female', 'male', 'other'] as const;
export const educations = ['none', 'school', 'vocational', 'bachelor', 'master', 'doctorate'] as const;
export const incomes = ['low', 'middle', 'high', 'very_high'] as const;

/** The resources of the permission matrix that a customer is made of. */
export const parts = ['customers', 'customers.contact_details', 'customers.demographics'] as const;

export type Kind = (typeof kinds)[number];
export type Stage = (typeof stages)[number];

export const isStage = (value: unknown): value is Stage => stages.some((stage) => stage === value);

export const stageTones: Record<Stage, Tone> = {
  lead: 'neutral',
  qualified: 'info',
  customer: 'good',
  at_risk: 'warning',
  churned: 'bad',
};
