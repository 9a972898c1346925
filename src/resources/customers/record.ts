import type { Tables } from '../../lib/database.types';
import type { Values } from '../../lib/merge-changes';
import { customValues } from '../../ui/custom/field';
import type { Version } from '../../ui/form';
import type { ContactDetails, Customer, Demographics } from './types';

const ownColumns = [
  'id',
  'number',
  'kind',
  'name',
  'legal_name',
  'aliases',
  'domain',
  'website',
  'lifecycle_stage',
  'tier',
  'industry',
  'size_band',
  'region',
  'country',
  'city',
  'source',
  'product_interests',
  'price_min',
  'price_max',
  'currency',
  'description',
  'parent_id',
  'custom',
  'owner_id',
  'created_by',
  'created_at',
  'updated_at',
] as const;
const detailColumns = [
  'email',
  'email2',
  'phone',
  'phone2',
  'address_line1',
  'address_line2',
  'postal_code',
  'address_city',
  'address_region',
  'address_country',
  'updated_at',
] as const;
const demographicColumns = [
  'birth_date',
  'gender',
  'education',
  'income_band',
  'household_size',
  'language',
  'founded_year',
  'employees',
  'annual_revenue',
  'updated_at',
] as const;

interface Named {
  id: string;
  name: string;
}
interface Editor {
  full_name: string;
}

export type Contact = Pick<
  Tables<'contacts'>,
  'id' | 'full_name' | 'job_title' | 'is_primary' | 'language' | 'notes' | 'created_by' | 'updated_at'
> & {
  editor: Editor | null;
  details: Pick<Tables<'contact_details'>, 'email' | 'phone' | 'mobile' | 'updated_at'> | null;
};

/** A customer with what its page shows at once. */
export type CustomerRecord = Pick<Customer, (typeof ownColumns)[number]> & {
  owner: { full_name: string } | null;
  editor: Editor | null;
  parent: Named | null;
  subsidiaries: (Named & Pick<Customer, 'lifecycle_stage'>)[];
  details: (Pick<ContactDetails, (typeof detailColumns)[number]> & { editor: Editor | null }) | null;
  demographics: (Pick<Demographics, (typeof demographicColumns)[number]> & { editor: Editor | null }) | null;
  contacts: Contact[];
  tags: { tag: Named }[];
};

const editor = 'editor:profiles!updated_by(full_name)';

/** What a contact is read by. */
export const contactSelect = `id,full_name,job_title,is_primary,language,notes,created_by,updated_at,${editor},details:contact_details(email,phone,mobile,updated_at)`;

/** What one request asks for, in the data provider's words. */
export const recordSelect = [
  ...ownColumns,
  'owner:profiles!owner_id(full_name)',
  editor,
  'parent:parent_id(id,name)',
  'subsidiaries:customers!parent_id(id,name,lifecycle_stage)',
  `details:customer_contact_details(${detailColumns},${editor})`,
  `demographics:customer_demographics(${demographicColumns},${editor})`,
  `contacts(${contactSelect})`,
  'tags:customer_tags(tag:tags(id,name))',
].join(',');

export const tagNames = ({ tags }: CustomerRecord) => tags.map(({ tag }) => tag.name).sort();

/** A customer's values by field, those of all its parts in one. */
export const valuesOf = (record: CustomerRecord): Values => ({
  ...record.demographics,
  ...record.details,
  ...record,
  ...customValues(record.custom),
  tags: tagNames(record),
});

/** The version of a customer that a form saves over. */
export function versionOf(record: CustomerRecord): Version {
  const parts = [record, record.details, record.demographics].filter((part) => part !== null);
  const newest = parts.reduce((last, part) => (part.updated_at > last.updated_at ? part : last));
  return {
    values: valuesOf(record),
    versions: {
      customer: record.updated_at,
      contact_details: record.details?.updated_at ?? null,
      demographics: record.demographics?.updated_at ?? null,
    },
    who: newest.editor?.full_name ?? null,
    when: newest.updated_at,
  };
}

/** The version of a contact that a form saves over. */
export function contactVersionOf(contact: Contact): Version {
  return {
    values: { ...contact.details, ...contact },
    versions: { contact: contact.updated_at, contact_details: contact.details?.updated_at ?? null },
    who: contact.editor?.full_name ?? null,
    when: contact.updated_at,
  };
}
