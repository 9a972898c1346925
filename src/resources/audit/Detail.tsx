import { useNavigation } from '@refinedev/core';
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText, ErrorState, PageSkeleton, useFormats, useNarrow } from '../../ui';
import { Changes } from '../../ui/audit/Changes';
import { RedactButton } from '../../ui/audit/RedactButton';
import type { RedactionTarget } from '../../ui/audit/redaction';
import { useAuditPages } from '../../ui/audit/useAuditPages';
import { useAuditWords } from '../../ui/audit/useAuditWords';
import '../../ui/audit/texts';

/** Tables that are not called as the resource whose records they hold. */
const tables: Record<string, string> = { imports: 'import_jobs' };

function Entry({ id }: { id: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { showUrl } = useNavigation();
  const { query, lines, names } = useAuditPages('list_audit', { id });
  const words = useAuditWords()(names);
  const line = lines[0];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <PageSkeleton />;
  if (!line) return <p>{t('audit.unnamed')}</p>;

  const resource = line.root_resource?.split('.')[0] ?? '';
  const address =
    line.root_id && names[line.root_id] ? showUrl(tables[resource] ?? resource, line.root_id) : '';
  const record = words.record(line);
  const facts: { label: string; value: ReactNode }[] = [
    { label: t('audit.columns.at'), value: <DateTimeText value={line.at} as="exact" /> },
    { label: t('audit.columns.actor'), value: words.actor(line) },
    {
      label: t('audit.columns.as_whom'),
      value: line.as_whom_id && words.name(line.as_whom_id),
    },
    {
      label: t('audit.columns.action'),
      value: t(`audit.actions.${line.action}`, { defaultValue: line.action }),
    },
    { label: t('audit.columns.record'), value: address ? <Link to={address}>{record}</Link> : record },
    ...Object.entries(line.record_key ?? {}).map(([field, value]) => ({
      label: words.field(line, field),
      value: words.value(line, field, value),
    })),
    {
      label: t('audit.columns.source'),
      value: t(`audit.sources.${line.source}`, { defaultValue: line.source }),
    },
    { label: t('audit.columns.request'), value: line.request },
    { label: t('audit.columns.request_id'), value: line.request_id },
    { label: t('audit.columns.id'), value: formats.number(line.id, { useGrouping: false }) },
  ].filter(({ value }) => value);

  const all = (id: string | null, label: string): { label: string; target: RedactionTarget }[] =>
    id === null ? [] : [{ label: t('audit.redact.all', { record: label }), target: { id } }];
  const targets = [
    { label: t('audit.redact.entry'), target: { entries: [line.id] } },
    ...(line.record_id === line.root_id ? [] : all(line.record_id, words.part(line))),
    ...all(line.root_id, words.root(line)),
  ];

  return (
    <>
      <p className="audit-sentence">{words.sentence(line)}</p>
      <dl className="at-changes audit-facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(line.changes).length > 0 ? (
        <section>
          <h3>{t('audit.changes')}</h3>
          <Changes line={line} words={words} />
        </section>
      ) : null}
      {line.action === 'redact' || line.resource === 'audit' ? null : (
        <div className="audit-redact">
          <RedactButton targets={targets} />
        </div>
      )}
    </>
  );
}

/** One entry of the log, whole, beside the list. */
export function Detail({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const narrow = useNarrow();
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={narrow ? '100%' : 520}
      title={
        id === null ? null : t('audit.entry', { id: formats.number(Number(id), { useGrouping: false }) })
      }
      closable={{ 'aria-label': t('actions.close') }}
      destroyOnHidden
    >
      {id === null ? null : <Entry key={id} id={id} />}
    </Drawer>
  );
}
