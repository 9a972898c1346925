import { UndoOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import {
  DateTimeText,
  EmptyState,
  ErrorState,
  PageHeader,
  PersonById,
  TableSkeleton,
  useErrorText,
  useFormats,
} from '../../ui';
import { SelectBox, useSelectKey } from '../../ui/bulk/SelectBox';
import { useSelection } from '../../ui/bulk/useSelection';
import { TabList } from '../../ui/TabList';
import './bin.css';

const kinds = ['customers', 'deals', 'orders', 'tickets', 'tasks', 'activities'] as const;
const page = 50;

interface Thrown {
  id: string;
  name: string | number;
  deleted_at: string;
  by: string | null;
  by_name: string | null;
}

/** What of one kind is in the trash: chosen, and taken out with what hangs on it. */
function Kind({ resource }: { resource: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rpc = useRpc();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const [busy, setBusy] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['trash', resource],
    queryFn: async ({ pageParam, signal }) =>
      (await rpc(
        'list_trash',
        { resource, before: pageParam?.deleted_at ?? null, before_id: pageParam?.id ?? null, most: page },
        { signal },
      )) as Thrown[],
    initialPageParam: null as Thrown | null,
    getNextPageParam: (last) => (last.length < page ? undefined : last.at(-1)),
  });
  const rows = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);
  const selection = useSelection(
    useMemo(() => rows.map(({ id }) => id), [rows]),
    resource,
  );
  useSelectKey();

  const restore = async (ids: string[]) => {
    setBusy(true);
    try {
      await rpc('restore_records', { resource, ids });
      void message.success(t('trash.restored', { count: ids.length }));
      selection.clear();
    } catch (error) {
      void message.error(errorText(error));
    }
    await query.refetch();
    await Promise.all(
      [resource, 'bulk_jobs'].map((name) => invalidate({ resource: name, invalidates: ['resourceAll'] })),
    );
    setBusy(false);
  };

  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton />;
  if (rows.length === 0) return <EmptyState title={t('bin.empty')} hint={t('bin.emptyHint')} />;
  return (
    <>
      {selection.count > 0 ? (
        <section className="at-bulk" aria-label={t('changes.select.title')}>
          <strong aria-live="polite">
            {t('changes.select.count', { count: selection.count, number: formats.number(selection.count) })}
          </strong>
          <Button
            icon={<UndoOutlined aria-hidden />}
            loading={busy}
            onClick={() => void restore([...selection.ids])}
          >
            {t('bin.restore')}
          </Button>
        </section>
      ) : null}
      <ul className="bin-list">
        {rows.map(({ id, name, deleted_at, by, by_name }, at) => (
          <li key={id} data-row>
            <SelectBox selection={selection} id={id} place={at + 1} />
            <bdi className="bin-name">{name}</bdi>
            <span className="bin-end">
              {by_name ? <PersonById id={by} name={by_name} size={20} /> : null}
              <DateTimeText value={deleted_at} />
              <Button size="small" disabled={busy} onClick={() => void restore([id])}>
                {t('bin.restore')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('bin.more')}
        </Button>
      ) : null}
    </>
  );
}

/** The trash: what was deleted that the reader may take back, kind by kind. */
export default function Trash() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const [params, setParams] = useSearchParams();
  const mine = kinds.filter((kind) => scopeOf(permissions, kind, 'delete') !== null);
  const active = mine.find((kind) => kind === params.get('tab')) ?? mine[0];
  return (
    <>
      <PageHeader title={t('bin.title')} hint={t('bin.hint')} />
      {active ? (
        <TabList
          label={t('bin.title')}
          items={mine.map((key) => ({ key, label: t(`${key}.title`) }))}
          active={active}
          onChange={(tab) => setParams(tab === mine[0] ? {} : { tab }, { replace: true })}
        >
          <Kind key={active} resource={active} />
        </TabList>
      ) : (
        <EmptyState title={t('bin.empty')} hint={t('bin.emptyHint')} />
      )}
    </>
  );
}
