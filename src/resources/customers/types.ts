import type { Tables } from '../../lib/database.types';
import { type Tag, tagSelect } from '../../ui/tags/tags';

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
> &
  Partial<Pick<Customer, 'domain' | 'created_at'>> & {
    owner: { full_name: string } | null;
    tags?: { tag: Tag }[];
  };

export const listSelect = `id, number, kind, name, lifecycle_stage, tier, industry, size_band, region, country, city, source, updated_at, owner_id, created_by, owner:profiles!owner_id(full_name), ${tagSelect('customers')}`;
