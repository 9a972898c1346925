import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ControlSlot } from '../form/types';
import { useClear } from '../useClear';

/** Yes, no, or nothing said. */
export function YesNoControl({ value, onChange, ...slot }: ControlSlot) {
  const { t } = useTranslation();
  const clear = useClear();
  return (
    <Select<string>
      {...slot}
      className="at-wide"
      allowClear={clear}
      value={typeof value === 'boolean' ? String(value) : undefined}
      options={['true', 'false'].map((each) => ({
        value: each,
        label: t(each === 'true' ? 'form.yes' : 'form.no'),
      }))}
      onChange={(next?: string) => onChange?.(next === undefined ? null : next === 'true')}
    />
  );
}
