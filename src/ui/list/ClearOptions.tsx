import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OptionsProps } from './types';

/** Takes a filter's values off, while it has any. */
export function ClearOptions({ values, onChange }: Pick<OptionsProps, 'values' | 'onChange'>) {
  const { t } = useTranslation();
  return values.length > 0 ? (
    <Button type="link" size="small" onClick={() => onChange([])}>
      {t('list.clear')}
    </Button>
  ) : null;
}
