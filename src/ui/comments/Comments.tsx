import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { FollowBar } from '../follow/FollowBar';
import { Panel } from '../record/Panel';
import { TableSkeleton } from '../Skeletons';
import { ErrorState } from '../states';
import { CommentBox } from './CommentBox';
import { CommentItem } from './CommentItem';
import type { Commented } from './comment';
import { useComments } from './useComments';
import './comments.css';
import './texts';

/** What people wrote to each other on a record, the latest first, and the place to write. */
export function Comments({ about }: { about: Commented }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const query = useComments(about);
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Panel title={t('comments.title')} extra={<FollowBar about={about} />}>
      {permissions.viewing_as ? null : <CommentBox about={about} />}
      {query.isPending ? (
        <TableSkeleton />
      ) : query.isError && entries.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : entries.length === 0 ? (
        <p className="at-hint">{t('comments.empty')}</p>
      ) : (
        <ul className="at-comments" aria-label={t('comments.title')}>
          {entries.map((comment) => (
            <CommentItem key={comment.id} about={about} comment={comment} />
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('comments.more')}
        </Button>
      ) : null}
    </Panel>
  );
}
