import type { FieldDef, FormSection } from '../../ui/form';
import type { Fields } from './useFields';

/** The sections of an order's form; `more` stands with the essentials. */
export const formSections = (
  fields: Fields,
  title: (section: string) => string,
  more: readonly FieldDef[] = [],
): FormSection[] => [
  {
    key: 'basics',
    title: title('basics'),
    fields: [
      fields.customer_id,
      fields.status,
      fields.ordered_at,
      fields.currency,
      fields.external_id,
      ...more,
    ],
  },
  { key: 'items', title: title('items'), fields: [fields.items, fields.total] },
];
