import { SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Mapping } from '../../lib/import/types';
import { saveAs } from '../../lib/saveAs';

/** Saves the mapping as a file, for `npm run import -- --mapping`. */
export function MappingButton({ mapping, fileName }: { mapping: Mapping; fileName: string }) {
  const { t } = useTranslation();
  const save = () =>
    saveAs(
      new Blob([`${JSON.stringify(mapping, null, 2)}\n`], { type: 'application/json' }),
      `${fileName.replace(/\.\w+$/, '')}.mapping.json`,
    );
  return (
    <Button icon={<SaveOutlined />} onClick={save}>
      {t('imports.saveMapping')}
    </Button>
  );
}
