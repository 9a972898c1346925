import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

interface OfCustomer {
  customer_id: string | null;
  /** Null for one whom the reader may not see, too. */
  customer: { id: string; name: string } | null;
}

/** What a record's customer is called, in words for one whom the reader may not see; undefined where there is none. */
export function useCustomerName(): (record: OfCustomer) => string | undefined {
  const { t } = useTranslation();
  return ({ customer, customer_id }) => customer?.name ?? (customer_id ? t('customers.hidden') : undefined);
}

/** A record's customer, with the way to their page for who may see them; `none` says that there is none. */
export function CustomerOf({ record, none }: { record: OfCustomer; none: string }): ReactNode {
  const nameOf = useCustomerName();
  const { customer } = record;
  if (!customer) return <span className="at-none">{nameOf(record) ?? none}</span>;
  return (
    <Link to={`/customers/${customer.id}`}>
      <bdi>{customer.name}</bdi>
    </Link>
  );
}
