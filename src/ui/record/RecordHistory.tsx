import { RobotOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { LineBody } from '../audit/LineBody';
import { RedactButton } from '../audit/RedactButton';
import { useAuditPages } from '../audit/useAuditPages';
import { useAuditWords } from '../audit/useAuditWords';
import { PersonAvatar } from '../Person';
import { TableSkeleton } from '../Skeletons';
import { EmptyState, ErrorState } from '../states';
import '../audit/texts';

/** What happened to a record and to what hangs on it, newest first: what changed from what to what, by whom, when. */
export default function RecordHistory({ resource, id }: { resource: string; id: string }) {
  const { t } = useTranslation();
  const { query, lines, names } = useAuditPages('record_history', { resource, id });
  const words = useAuditWords()(names);
  const mayAudit = useScope('audit', 'view_audit') !== null;

  if (query.isPending) return <TableSkeleton />;
  if (query.isError && lines.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (lines.length === 0) return <EmptyState title={t('audit.noHistory')} hint={t('audit.noHistoryHint')} />;
  return (
    <>
      <ol className="at-history" aria-label={t('audit.history')}>
        {lines.map((line) => (
          <li key={line.id}>
            {line.actor_id && names[line.actor_id] ? (
              <PersonAvatar name={words.actor(line)} size={28} />
            ) : (
              <span className="at-timeline-icon" aria-hidden>
                <RobotOutlined />
              </span>
            )}
            <div>
              <LineBody line={line} words={words} />
            </div>
          </li>
        ))}
      </ol>
      <div className="at-more">
        {query.hasNextPage ? (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('audit.older')}
          </Button>
        ) : mayAudit ? (
          <Link to={`/audit?record=${id}`}>{t('audit.openLog')}</Link>
        ) : null}
        <RedactButton targets={[{ label: t('audit.redact.record'), target: { id } }]} />
      </div>
    </>
  );
}
