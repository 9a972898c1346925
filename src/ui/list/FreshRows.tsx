import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';

/** Says that the list would be another by now, and shows it on request. */
export function FreshRows({ fresh, onShow }: { fresh: number | undefined; onShow: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div role="status" className="at-list-fresh">
      {fresh === undefined ? null : (
        <Button size="small" onClick={onShow}>
          {fresh > 0 ? t('list.fresh', { count: fresh, formatted: formats.number(fresh) }) : t('list.moved')}
        </Button>
      )}
    </div>
  );
}
