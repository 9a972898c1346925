import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigation } from './Navigation';

/** The whole navigation, on the phone. */
export default function MenuDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement={i18n.dir() === 'rtl' ? 'right' : 'left'}
      size={280}
      title={t('frame.menu')}
    >
      <Navigation />
    </Drawer>
  );
}
