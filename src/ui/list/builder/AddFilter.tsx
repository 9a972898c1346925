import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../usePart';
import type { FilterDef } from '../types';
import type { ListStateControl } from '../useListState';
import type { FilterBuilderProps } from './FilterBuilder';

const loadBuilder = () => import('./FilterBuilder');

/** Opens what a condition is put together by: a column, what it must be, and what it is compared with. */
export function AddFilter({ filters, state, change }: ListStateControl & { filters: readonly FilterDef[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Builder = usePart<FilterBuilderProps>(loadBuilder, open);
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        aria-haspopup="dialog"
        aria-keyshortcuts="f"
        data-add-filter
        onClick={() => setOpen(true)}
      >
        {t('list.addFilter')}
      </Button>
      {Builder && open ? (
        <Builder
          filters={filters}
          onAdd={(key, values) => change({ filters: { ...state.filters, [key]: values } })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
