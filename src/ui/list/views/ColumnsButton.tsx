import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../usePart';
import type { ColumnsPanelProps } from './ColumnsPanel';
import type { ColumnInfo } from './columns';
import type { ListLook } from './useListLook';

const loadPanel = () => import('./ColumnsPanel');

/** Opens what a table's columns are chosen, ordered and sized by. */
export function ColumnsButton({ look, offered }: { look: ListLook; offered: readonly ColumnInfo[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Panel = usePart<ColumnsPanelProps>(loadPanel, open);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('list.columns')}
      </Button>
      {Panel && open ? <Panel look={look} offered={offered} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
