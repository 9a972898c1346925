import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { DateField } from '../DateField';
import type { ControlSlot } from '../form/types';
import { useFormats } from '../useFormats';
import './tasks.css';

/** So many days on; the usual answers to "until when?". */
const usual = { today: 0, tomorrow: 1, nextWeek: 7 } as const;

/** When a task is due: a day, in one click for the usual ones, and a time if it matters. `YYYY-MM-DD`, with `THH:MM`. */
export function DueControl({ value, onChange, ...props }: ControlSlot) {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  const [day = '', time = ''] = typeof value === 'string' ? value.split('T') : [];
  const set = (nextDay: string | null, nextTime: string) =>
    onChange?.(nextDay ? (nextTime ? `${nextDay}T${nextTime}` : nextDay) : null);
  return (
    <div>
      <div className="at-task-when">
        <DateField {...props} value={day || null} onChange={(next) => set(next, time)} />
        <Input
          type="time"
          aria-label={t('tasks.fields.time')}
          value={time}
          disabled={day === '' || props.disabled}
          onChange={(event) => set(day, event.target.value)}
        />
      </div>
      <div className="at-task-usual">
        {Object.entries(usual).map(([key, days]) => (
          <Button key={key} size="small" onClick={() => set(addDays(dayIn(timezone), days), time)}>
            {t(`tasks.usual.${key}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
