import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState, TableSkeleton, useErrorText } from '../../ui';
import type { Matrix } from '../../ui/access/types';
import { Consequences } from './Consequences';
import { usePreview } from './usePreview';

/** What the change will do, before it is saved. */
export default function PreviewDialog({
  id,
  name,
  permissions,
  busy,
  problem,
  onSave,
  onClose,
}: {
  id: string;
  name: string;
  permissions: Matrix;
  busy: boolean;
  problem: unknown;
  onSave: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { data, error, refetch } = usePreview(id, permissions);
  const locksOut = data?.administrators_left === 0;
  return (
    <Modal
      open
      title={t('roles.preview.title', { name })}
      okText={t('actions.save')}
      cancelText={t('actions.back')}
      okButtonProps={{ disabled: (!data && !error) || locksOut, loading: busy }}
      onOk={onSave}
      onCancel={onClose}
      width={600}
    >
      {problem ? (
        <Alert type="error" showIcon title={t('form.notSaved')} description={errorText(problem)} />
      ) : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? (
        <div role="status" aria-label={t('roles.preview.counting')}>
          <TableSkeleton />
        </div>
      ) : null}
      {locksOut ? <Alert type="error" showIcon title={t('errors.last_administrator')} /> : null}
      {data ? <Consequences preview={data} /> : null}
    </Modal>
  );
}
