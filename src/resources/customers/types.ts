import type { Tables } from '../../lib/database.types';

export type Customer = Tables<'customers'>;
export type ContactDetails = Tables<'customer_contact_details'>;
export type Demographics = Tables<'customer_demographics'>;

/** A row of the list, as `listSelect` asks for it. */
export type CustomerLine = Pick<
  Customer,
  | 'id'
  | 'number'
  | 'kind'
  | 'name'
  | 'lifecycle_stage'
  | 'tier'
  | 'industry'
  | 'size_band'
  | 'region'
  | 'country'
  | 'city'
  | 'source'
  | 'updated_at'
  | 'owner_id'
  | 'created_by'
> & { owner: { full_name: string } | null };

export const listSelect =
  'id, number, kind, name, lifecycle_stage, tier, industry, size_band, region, country, city, source, updated_at, owner_id, created_by, owner:profiles!owner_id(full_name)';
