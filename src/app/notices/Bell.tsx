import { BellOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui/useFormats';
import type { DrawerProps } from './NoticeDrawer';
import { mostUnread } from './notice';
import { useUnread } from './useNotices';
import './notices.css';
import './texts';

/** How many notifications are unread, and the way to them. */
export function Bell() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const formats = useFormats();
  const unread = useUnread() ?? 0;
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState<{ Drawer: ComponentType<DrawerProps> } | null>(null);
  // What somebody is told of is theirs, whoever views as them.
  if (permissions.viewing_as) return null;
  // Not by usePart: that would take what every page has apart once more.
  const show = async () => {
    setOpen(true);
    try {
      setPart({ Drawer: (await import('./NoticeDrawer')).NoticeDrawer });
    } catch {
      void message.error({ key: 'part', content: t('errors.offline') });
    }
  };
  const number = unread < mostUnread ? formats.number(unread) : t('notices.most');
  return (
    <>
      <Button
        type="text"
        className="at-bell"
        icon={<BellOutlined />}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={unread > 0 ? t('notices.bellUnread', { count: unread, number }) : t('notices.bell')}
        onClick={() => void show()}
      >
        {unread > 0 ? (
          <span className="at-bell-count" aria-hidden>
            {number}
          </span>
        ) : null}
      </Button>
      {part ? <part.Drawer open={open} unread={unread} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
