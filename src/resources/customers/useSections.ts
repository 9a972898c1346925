import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import type { FormSection } from '../../ui/form/types';
import { useFields } from './useFields';

/** How a customer's fields stand together: on its page, and in its form. */
export function useSections(parentName?: string) {
  const { t } = useTranslation();
  const { pick } = useFields(parentName);
  const mayReach = useScope('customers.contact_details', 'read') !== null;
  const mayKnow = useScope('customers.demographics', 'read') !== null;

  return useMemo(() => {
    const reach = pick(
      'phone',
      'phone2',
      'email',
      'email2',
      'address_line1',
      'address_line2',
      'postal_code',
      'address_city',
      'address_region',
      'address_country',
    );
    const about = pick(
      'founded_year',
      'employees',
      'annual_revenue',
      'birth_date',
      'gender',
      'education',
      'income_band',
      'household_size',
      'language',
    );
    const title = (key: string) => t(`customers.sections.${key}`);
    const form: Record<'own' | 'reach' | 'about', FormSection[]> = {
      own: [
        {
          key: 'basics',
          title: title('basics'),
          fields: pick(
            'kind',
            'name',
            'legal_name',
            'aliases',
            'lifecycle_stage',
            'tier',
            'industry',
            'size_band',
            'domain',
            'website',
            'parent_id',
          ),
        },
        { key: 'place', title: title('place'), fields: pick('country', 'city', 'region', 'source') },
        {
          key: 'interests',
          title: title('interests'),
          fields: pick('product_interests', 'price_min', 'price_max', 'currency', 'tags', 'description'),
        },
      ],
      reach: [{ key: 'contact', title: title('contact'), fields: reach }],
      about: [
        { key: 'figures', title: title('figures'), fields: about, when: ({ kind }) => kind !== 'person' },
        { key: 'person', title: title('person'), fields: about, when: ({ kind }) => kind === 'person' },
      ],
    };
    const facts = pick(
      'lifecycle_stage',
      'tier',
      'legal_name',
      'aliases',
      'industry',
      'size_band',
      'domain',
      'website',
      'region',
      'country',
      'city',
      'source',
      'product_interests',
      'price_min',
      'price_max',
      'currency',
      'description',
    );
    return { facts, reach, about, form, mayReach, mayKnow };
  }, [t, pick, mayReach, mayKnow]);
}
