import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useRpc } from '../../providers/useRpc';
import { PageSkeleton } from '../../ui';
import './merge/texts';

/** Leads from a customer that is gone to the one that it was merged into; says that it is gone where there is none. */
export default function MergedInto({ id, children }: { id: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const rpc = useRpc();
  const { data, isPending } = useQuery({
    queryKey: ['data', 'default', 'customers', 'merged', id],
    queryFn: ({ signal }) =>
      rpc('merged_into', { old_id: id }, { stable: true, signal }) as Promise<string | null>,
    retry: false,
  });
  useEffect(() => {
    if (data) void message.info(t('customers.merge.wasMerged'));
  }, [data, message, t]);
  if (isPending) return <PageSkeleton />;
  return data ? <Navigate to={`/customers/${data}`} replace /> : children;
}
