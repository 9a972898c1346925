import { Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskDialog } from '../../ui/dialog';
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
  const field = useId();
  const [to, setTo] = useState<string | null>(null);

  const move = async () => {
    await onMove(to);
    onClose();
  };

  return (
    <AskDialog title={title} action={t('teams.delete.action')} danger onAct={move} onClose={onClose}>
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
    </AskDialog>
  );
}
