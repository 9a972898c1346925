import { StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { StatusTag } from '../../ui';

/** Marks what is no longer offered. */
export function Retired({ active }: { active: boolean }) {
  const { t } = useTranslation();
  return active ? null : (
    <StatusTag tone="neutral" icon={<StopOutlined />}>
      {t('pipelines.retired')}
    </StatusTag>
  );
}
