import { EditOutlined, PlusOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { fromApi } from '../../lib/errors';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import {
  EmptyState,
  ErrorState,
  type RowAction,
  RowMenu,
  StatusTag,
  TableSkeleton,
  useErrorText,
} from '../../ui';
import { type CustomField, labelIn } from '../../ui/custom/field';
import { useCustomFields } from '../../ui/custom/useCustomFields';
import { SortableList } from '../../ui/sort';

/** The fields of a kind of record, in the order in which forms have them. */
export function Fields({
  resource,
  onAsk,
  onChanged,
}: {
  resource: string;
  /** Opens the form of a field; null for a new one. */
  onAsk: (field: CustomField | null) => void;
  onChanged: () => Promise<void>;
}) {
  const { t, i18n } = useTranslation();
  const { client } = useMe();
  const rpc = useRpc();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const { data: fields, error, refetch } = useCustomFields(resource);
  const mayCreate = useScope('custom_fields', 'create') !== null;

  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      void message.success(done);
    } catch (problem) {
      notification.error({ title: t('custom_fields.failed'), description: errorText(problem) });
    }
    await onChanged();
  };
  const setActive = async (id: string, active: boolean) => {
    const answer = await client.from('custom_fields').update({ active }).eq('id', id).select('id').single();
    if (answer.error) throw fromApi(answer.error, answer.status, 'custom_fields');
  };
  const order = (ids: string[]) =>
    act(() => rpc('order_custom_fields', { payload: { resource, ids } }), t('custom_fields.ordered'));

  const actionsOf = (field: CustomField, name: string): RowAction[] => [
    {
      key: 'edit',
      label: t('actions.edit'),
      icon: <EditOutlined aria-hidden />,
      onClick: () => onAsk(field),
    },
    {
      key: 'active',
      label: t(field.active ? 'custom_fields.retire' : 'custom_fields.bringBack'),
      icon: field.active ? <StopOutlined aria-hidden /> : <UndoOutlined aria-hidden />,
      onClick: () =>
        void act(
          () => setActive(field.id, !field.active),
          t(field.active ? 'custom_fields.retiredDone' : 'custom_fields.broughtBack', { name }),
        ),
    },
  ];

  const content = () => {
    if (error && !fields) return <ErrorState error={error} onRetry={() => void refetch()} />;
    if (!fields) return <TableSkeleton />;
    if (fields.length === 0)
      return <EmptyState title={t('custom_fields.none')} hint={t('custom_fields.noneHint')} />;
    const rows = fields.map((field) => ({ id: field.id, name: labelIn(field.labels, i18n.language), field }));
    return (
      <SortableList label={t(`custom_fields.of.${resource}`)} items={rows} onOrder={order}>
        {({ field, name }) => (
          <>
            <span className="custom-fields-name">
              <bdi>{name}</bdi>
              <span className="custom-fields-facts">
                {[
                  t(`custom_fields.types.${field.type}`),
                  ...(field.required ? [t('custom_fields.required')] : []),
                  ...(field.is_unique ? [t('custom_fields.unique')] : []),
                ].join(' · ')}
              </span>
            </span>
            {field.active ? null : (
              <StatusTag tone="neutral" icon={<StopOutlined />}>
                {t('custom_fields.retired')}
              </StatusTag>
            )}
            <span className="custom-fields-end">
              <RowMenu name={name} actions={actionsOf(field, name)} />
            </span>
          </>
        )}
      </SortableList>
    );
  };

  return (
    <div className="custom-fields-card">
      {content()}
      {mayCreate ? (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => onAsk(null)}>
          {t('custom_fields.create')}
        </Button>
      ) : null}
    </div>
  );
}
