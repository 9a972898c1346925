import { EditOutlined, PlusOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { EmptyState, ErrorState, type RowAction, RowMenu, TableSkeleton } from '../../ui';
import { SortableList } from '../../ui/sort';
import { ChoiceDialog } from './ChoiceDialog';
import { Retired } from './Retired';
import { type Choice, type ChoiceKind, useAct, useRows } from './useSettings';

/** Lost reasons or competitors: in the order in which they are offered, renamed, retired, brought back. */
export function Choices({ kind }: { kind: ChoiceKind }) {
  const { t } = useTranslation();
  const { rows, error, known, refetch } = useRows<Choice>(kind, '');
  const act = useAct();
  const mayCreate = useScope('pipelines', 'create') !== null;
  /** The one whose name is asked for; null for a new one. */
  const [asked, setAsked] = useState<Choice | null>();

  const actionsOf = (row: Choice): RowAction[] => [
    {
      key: 'rename',
      label: t('pipelines.rename'),
      icon: <EditOutlined aria-hidden />,
      onClick: () => setAsked(row),
    },
    {
      key: 'active',
      label: t(row.active ? 'pipelines.retire' : 'pipelines.bringBack'),
      icon: row.active ? <StopOutlined aria-hidden /> : <UndoOutlined aria-hidden />,
      onClick: () =>
        void act(
          'save_sales_choice',
          { kind, id: row.id, changes: { active: !row.active }, version: row.updated_at },
          t(row.active ? 'pipelines.retiredDone' : 'pipelines.broughtBack', { name: row.name }),
        ),
    },
  ];

  const content = () => {
    if (error && !known) return <ErrorState error={error} onRetry={refetch} />;
    if (!known) return <TableSkeleton />;
    if (rows.length === 0)
      return <EmptyState title={t(`pipelines.empty.${kind}`)} hint={t(`pipelines.emptyHint.${kind}`)} />;
    return (
      <SortableList
        label={t(`pipelines.tabs.${kind}`)}
        items={rows}
        onOrder={(ids) => act('order_sales_settings', { kind, ids }, t('pipelines.ordered'))}
      >
        {(row) => (
          <>
            <bdi className="pipelines-name">{row.name}</bdi>
            <Retired active={row.active} />
            <span className="pipelines-end">
              <RowMenu name={row.name} actions={actionsOf(row)} />
            </span>
          </>
        )}
      </SortableList>
    );
  };

  return (
    <div className="pipelines-card">
      {content()}
      {mayCreate ? (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAsked(null)}>
          {t(`pipelines.new.${kind}`)}
        </Button>
      ) : null}
      {asked === undefined ? null : (
        <ChoiceDialog kind={kind} choice={asked} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
}
