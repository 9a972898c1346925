import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { TableSkeleton } from '../../ui/Skeletons';
import { EmptyState, ErrorState, useErrorText } from '../../ui/states';
import { useNarrow } from '../../ui/useNarrow';
import { NoticeLine } from './NoticeLine';
import { useNotices, useReadNotices } from './useNotices';

export interface DrawerProps {
  open: boolean;
  unread: number;
  onClose: () => void;
}

/** What one is told of, the latest first: each opens its record and is read with that. */
export function NoticeDrawer({ open, unread, onClose }: DrawerProps) {
  const { t, i18n } = useTranslation();
  const narrow = useNarrow();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement={i18n.dir() === 'rtl' ? 'left' : 'right'}
      size={narrow ? '100%' : 420}
      title={t('notices.title')}
      destroyOnHidden
    >
      <Notices unread={unread} onClose={onClose} />
    </Drawer>
  );
}

function Notices({ unread, onClose }: { unread: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const query = useNotices();
  const markRead = useReadNotices();
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];

  const read = async (ids?: string[]) => {
    try {
      await markRead(ids);
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
  };

  if (query.isPending) return <TableSkeleton />;
  if (query.isError && entries.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <p className="at-row">
        <Button size="small" disabled={unread === 0} onClick={() => void read()}>
          {t('notices.readAll')}
        </Button>
        <Link to="/profile#notices" onClick={onClose}>
          {t('notices.settings')}
        </Link>
      </p>
      {entries.length === 0 ? (
        <EmptyState title={t('notices.empty')} hint={t('notices.emptyHint')} />
      ) : (
        <ul className="at-notices" aria-label={t('notices.title')}>
          {entries.map((notice) => (
            <li key={notice.id}>
              <NoticeLine
                notice={notice}
                onOpen={() => {
                  onClose();
                  if (!notice.read) void read([notice.id]);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('notices.more')}
        </Button>
      ) : null}
    </>
  );
}
