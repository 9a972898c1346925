import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

interface Named {
  id: string;
  name: string;
}

interface OfCustomer {
  customer_id: string | null;
  /** Null for one whom the reader may not see, too. */
  customer: Named | null;
}

/** A customer's name with the way to their page; a dash where there is none to be seen. */
export function CustomerLink({ customer, className }: { customer: Named | null; className?: string }) {
  if (!customer) return <span className="at-none">–</span>;
  return (
    <Link className={className} to={`/customers/${customer.id}`} title={customer.name}>
      <bdi>{customer.name}</bdi>
    </Link>
  );
}

/** What a record's customer is called, in words for one whom the reader may not see; undefined where there is none. */
export function useCustomerName(): (record: OfCustomer) => string | undefined {
  const { t } = useTranslation();
  return ({ customer, customer_id }) => customer?.name ?? (customer_id ? t('customers.hidden') : undefined);
}

/** A record's customer, with the way to their page for who may see them; `none` says that there is none. */
export function CustomerOf({ record, none }: { record: OfCustomer; none: string }): ReactNode {
  const nameOf = useCustomerName();
  if (record.customer) return <CustomerLink customer={record.customer} />;
  return <span className="at-none">{nameOf(record) ?? none}</span>;
}
