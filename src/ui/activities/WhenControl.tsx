import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField } from '../DateField';
import type { ControlSlot } from '../form/types';
import '../tasks/tasks.css';

/** When something happened: a day and a time, `YYYY-MM-DDTHH:MM`. */
export function WhenControl({ value, onChange, ...props }: ControlSlot) {
  const { t } = useTranslation();
  const [day = '', time = ''] = typeof value === 'string' ? value.split('T') : [];
  return (
    <div className="at-task-when">
      <DateField
        {...props}
        value={day || null}
        onChange={(next) => onChange?.(next ? `${next}T${time || '00:00'}` : null)}
      />
      <Input
        type="time"
        aria-label={t('activities.fields.time')}
        value={time}
        disabled={day === '' || props.disabled}
        onChange={(event) => onChange?.(`${day}T${event.target.value || '00:00'}`)}
      />
    </div>
  );
}
