import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import type { ExportSpec } from '../../ui/list';
import { type ContactDetails, type CustomerLine, listSelect } from './types';
import { useWords } from './useWords';

type Exported = CustomerLine & {
  legal_name: string | null;
  aliases: string[];
  domain: string | null;
  website: string | null;
  created_at: string;
  details?: ContactDetails | null;
};

const detailFields = [
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
] as const;

/** What an export of customers holds: every fact of the list, and how to reach them for who may know. */
export function useExport(): ExportSpec<Exported> {
  const { t } = useTranslation();
  const { word } = useWords();
  const details = useScope('customers.contact_details', 'read') !== null;

  return useMemo(() => {
    const title = (field: string) => t(`customers.fields.${field}`);
    const columns: ExportSpec<Exported>['columns'] = [
      { title: title('number'), value: (row) => row.number },
      { title: title('name'), value: (row) => row.name },
      { title: title('kind'), value: (row) => word('kinds', row.kind) },
      { title: title('legal_name'), value: (row) => row.legal_name },
      { title: title('aliases'), value: (row) => row.aliases.join('; ') },
      { title: title('domain'), value: (row) => row.domain },
      { title: title('website'), value: (row) => row.website },
      { title: title('lifecycle_stage'), value: (row) => word('stages', row.lifecycle_stage) },
      { title: title('tier'), value: (row) => word('tiers', row.tier) },
      { title: title('industry'), value: (row) => word('industries', row.industry) },
      { title: title('size_band'), value: (row) => word('sizes', row.size_band) },
      { title: title('region'), value: (row) => row.region },
      { title: title('country'), value: (row) => row.country },
      { title: title('city'), value: (row) => row.city },
      { title: title('source'), value: (row) => word('sources', row.source) },
      { title: title('owner_id'), value: (row) => row.owner?.full_name },
      { title: title('created_at'), value: (row) => row.created_at },
      { title: title('updated_at'), value: (row) => row.updated_at },
    ];
    const own = `${listSelect}, legal_name, aliases, domain, website, created_at`;
    if (!details) return { select: own, columns };
    return {
      select: `${own}, details:customer_contact_details(${detailFields.join(',')})`,
      columns: [
        ...columns,
        ...detailFields.map((field) => ({
          title: /_(city|region|country)$/.test(field)
            ? `${title('address')}: ${title(field)}`
            : title(field),
          value: (row: Exported) => row.details?.[field],
        })),
      ],
    };
  }, [t, word, details]);
}
