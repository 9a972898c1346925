import { ShareAltOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';
import { useShares } from './shares';

/** Says on a record's page that it is shared, and with how many; nothing where it is not. */
export function SharedWith({ resource, id, onOpen }: { resource: string; id: string; onOpen: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useShares(resource, id);
  if (!data || data.length === 0) return null;
  return (
    <Button
      type="text"
      icon={<ShareAltOutlined aria-hidden />}
      onClick={onOpen}
      title={data.map(({ person, team }) => person?.name ?? team?.name).join(t('ui.comma'))}
    >
      {t('access.share.shared', { count: data.length, number: formats.number(data.length) })}
    </Button>
  );
}
