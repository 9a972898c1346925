import { type HttpError, useMany } from '@refinedev/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useScope } from '../../../providers/me';
import { ErrorState, PageHeader, PageSkeleton } from '../../../ui';
import { useCustomDefs } from '../../../ui/custom/useCustomDefs';
import { type CustomerRecord, recordSelect } from '../record';
import { AnotherCustomer } from './AnotherCustomer';
import { MergeForm } from './MergeForm';
import { customOfAll } from './values';
import './texts';
import './merge.css';

const most = 10;

/** Merging customers: those of the address, and others that one adds to them. */
export default function MergeCustomers() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const mayMerge = useScope('customers', 'merge') !== null;
  const ids = [...new Set(params.getAll('id'))].slice(0, most);
  const { query, result } = useMany<CustomerRecord, HttpError>({
    resource: 'customers',
    ids,
    meta: { select: recordSelect },
    errorNotification: false,
    queryOptions: { enabled: mayMerge && ids.length > 0, refetchOnMount: 'always' },
  });
  const given = useMemo(() => customOfAll(result.data ?? []), [result.data]);
  const custom = useCustomDefs('customers', 'customer', given);
  const setIds = (next: readonly string[]) =>
    setParams(new URLSearchParams(next.map((id) => ['id', id])), { replace: true });

  const title = (
    <PageHeader
      title={t('customers.merge.title')}
      crumbs={[{ title: t('customers.title'), to: '/customers' }]}
      hint={t('customers.merge.hint')}
    />
  );
  if (!mayMerge) return <ErrorState error={{ statusCode: 403 }} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (custom.error) return <ErrorState error={custom.error} onRetry={() => void custom.refetch()} />;
  if (!custom.known || (ids.length > 0 && !query.data)) return <PageSkeleton />;
  const byId = new Map(result.data?.map((record) => [record.id, record]));
  const records = ids.flatMap((id) => byId.get(id) ?? []);
  const another = (
    <AnotherCustomer
      key={ids.join()}
      records={records}
      full={ids.length >= most}
      onAdd={(id) => setIds([...ids, id])}
    />
  );
  return (
    <>
      {title}
      {records.length > 1 ? (
        <MergeForm
          key={ids.join()}
          records={records}
          custom={custom.facts}
          onLeaveOut={(id) => setIds(ids.filter((other) => other !== id))}
          onRefresh={async () => {
            await query.refetch();
          }}
        >
          {another}
        </MergeForm>
      ) : (
        another
      )}
    </>
  );
}
