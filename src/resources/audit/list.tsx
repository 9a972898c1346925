import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import {
  DateTimeText,
  EmptyState,
  ErrorState,
  PageHeader,
  Person,
  TableSkeleton,
  useFormats,
  useNarrow,
} from '../../ui';
import type { AuditLine } from '../../ui/audit/lines';
import { useAuditPages } from '../../ui/audit/useAuditPages';
import { useAuditWords } from '../../ui/audit/useAuditWords';
import { type Column, DataTable, Filters, useListState } from '../../ui/list';
import '../../ui/list/list.css';
import { Detail } from './Detail';
import { ExportLog } from './ExportLog';
import { payloadOf, useSpec } from './useSpec';
import { VerifyDialog } from './VerifyDialog';
import './audit.css';
import '../../ui/audit/texts';

/** Everything that was changed, newest first, narrowed by who, what, when and which record. */
export default function AuditList() {
  const { t } = useTranslation();
  const formats = useFormats();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [verifying, setVerifying] = useState(false);
  const [names, setNames] = useState<Record<string, string>>({});
  const nameOf = useCallback((id: string) => names[id], [names]);
  const wordsFor = useAuditWords();
  const spec = useSpec(nameOf);
  const { state, change, asked } = useListState(spec);
  const payload = useMemo(() => payloadOf(asked, formats.timezone), [asked, formats.timezone]);
  const log = useAuditPages('list_audit', payload);
  const words = wordsFor(log.names);
  const entry = params.get('entry');

  const chosen = state.filters.record?.find((id) => !names[id] && log.names[id]?.name);
  if (chosen) setNames({ ...names, [chosen]: log.names[chosen]?.name ?? '' });

  const addressOf = (id: string | number | null) => {
    const next = new URLSearchParams(params);
    if (id === null) next.delete('entry');
    else next.set('entry', String(id));
    return `/audit?${next}`;
  };
  const columns: readonly Column<AuditLine>[] = [
    {
      key: 'at',
      title: t('audit.columns.at'),
      width: 150,
      render: (line) => (
        <Link to={addressOf(line.id)} data-row-link>
          <DateTimeText value={line.at} />
        </Link>
      ),
    },
    {
      key: 'actor',
      title: t('audit.columns.actor'),
      width: 170,
      render: (line) =>
        line.actor_id ? <Person name={words.actor(line)} size={20} /> : <span>{words.actor(line)}</span>,
    },
    { key: 'what', title: t('audit.columns.what'), width: 320, render: (line) => words.sentence(line) },
    {
      key: 'source',
      title: t('audit.columns.source'),
      render: (line) => t(`audit.sources.${line.source}`, { defaultValue: line.source }),
    },
  ];

  const content = () => {
    const { query, lines } = log;
    if (query.isError && lines.length === 0)
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (query.isPending) return <TableSkeleton />;
    if (lines.length === 0 && Object.keys(state.filters).length > 0)
      return (
        <EmptyState
          title={t('list.nothingFound')}
          hint={t('list.nothingFoundHint')}
          action={<Button onClick={() => change({ filters: {} })}>{t('list.clearAll')}</Button>}
        />
      );
    if (lines.length === 0) return <EmptyState title={t('audit.empty')} hint={t('audit.emptyHint')} />;
    return (
      <>
        {narrow ? (
          <ul className="at-cards" aria-label={t('audit.title')}>
            {lines.map((line) => (
              <li key={line.id} data-row>
                <Link to={addressOf(line.id)} data-row-link className="audit-card">
                  <span>{words.sentence(line)}</span>
                  <DateTimeText value={line.at} />
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <DataTable
            label={t('audit.title')}
            columns={columns}
            rows={lines}
            hrefOf={(line) => addressOf(line.id)}
            busy={query.isPlaceholderData}
          />
        )}
        {query.hasNextPage ? (
          <p className="at-more">
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('audit.older')}
            </Button>
          </p>
        ) : null}
      </>
    );
  };

  return (
    <div className="at-list audit-log">
      <PageHeader
        title={t('audit.title')}
        extra={
          <>
            <ExportLog payload={payload} filters={asked} />
            <Button icon={<SafetyCertificateOutlined />} onClick={() => setVerifying(true)}>
              {t('audit.verify.action')}
            </Button>
          </>
        }
      />
      <div className="at-list-bar">
        <Filters filters={spec.filters} mine={false} state={state} change={change} />
      </div>
      <div className="at-list-box">{content()}</div>
      <Detail id={entry} onClose={() => void navigate(addressOf(null), { preventScrollReset: true })} />
      <VerifyDialog open={verifying} onClose={() => setVerifying(false)} />
    </div>
  );
}
