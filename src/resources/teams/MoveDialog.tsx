import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../ui';
import type { FilterOption } from '../../ui/list/types';

/** Takes a team or a department away: where goes what is in it? */
export default function MoveDialog({
  title,
  label,
  hint,
  options,
  onMove,
  onClose,
}: {
  title: string;
  label: string;
  hint: string;
  options: readonly FilterOption[];
  /** Rejects with an AtriumError. */
  onMove: (to: string | null) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const field = useId();
  const [to, setTo] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const move = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onMove(to);
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={title}
      okText={t('teams.delete.action')}
      cancelText={t('actions.cancel')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => void move()}
      onCancel={onClose}
      width={440}
    >
      {problem ? (
        <p className="at-form-error" role="alert">
          {errorText(problem)}
        </p>
      ) : null}
      <label htmlFor={field} className="at-label">
        {label}
      </label>
      <Select
        id={field}
        className="at-wide"
        autoFocus
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('teams.delete.nowhere')}
        value={to ?? undefined}
        options={[...options]}
        onChange={(value?: string) => setTo(value ?? null)}
      />
      <p className="at-hint">{hint}</p>
    </Modal>
  );
}
