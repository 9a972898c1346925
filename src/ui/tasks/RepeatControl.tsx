import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { frequencies, type Repeat, readRepeat, type Weekday, weekdays, writeRepeat } from '../../lib/repeat';
import { DateField } from '../DateField';
import type { ControlSlot } from '../form/types';
import { useWeekdays } from './useRepeatText';
import './tasks.css';

const never = 'never';

/** How often something comes again: every so many days, weeks (on weekdays), months or years, and until when. */
export function RepeatControl({ id, value, onChange, disabled, autoFocus }: ControlSlot) {
  const { t } = useTranslation();
  const names = useWeekdays();
  const untilId = useId();
  const repeat = readRepeat(value);
  const set = (changes: Partial<Repeat>) =>
    onChange?.(writeRepeat({ frequency: 'daily', interval: 1, on: [], until: null, ...repeat, ...changes }));
  return (
    <div className="at-task-repeat">
      <Select
        id={id}
        autoFocus={autoFocus}
        disabled={disabled}
        value={repeat?.frequency ?? never}
        options={[never, ...frequencies].map((key) => ({ value: key, label: t(`tasks.repeat.${key}`) }))}
        onChange={(key) => {
          const frequency = frequencies.find((known) => known === key);
          if (frequency) set({ frequency, interval: 1 });
          else onChange?.(null);
        }}
      />
      {repeat ? (
        <>
          <InputNumber
            aria-label={t('tasks.repeat.interval')}
            disabled={disabled}
            min={1}
            max={99}
            precision={0}
            prefix={t('tasks.repeat.each')}
            value={repeat.interval}
            onChange={(interval) => set({ interval: interval ?? 1 })}
          />
          {repeat.frequency === 'weekly' ? (
            <Select<Weekday[]>
              mode="multiple"
              aria-label={t('tasks.repeat.weekdays')}
              placeholder={t('tasks.repeat.weekdays')}
              disabled={disabled}
              value={[...repeat.on]}
              options={weekdays.map((key) => ({ value: key, label: names[key] }))}
              onChange={(on) => set({ on })}
            />
          ) : null}
          <span className="at-task-repeat-until">
            <label htmlFor={untilId}>{t('tasks.repeat.untilLabel')}</label>
            <DateField
              id={untilId}
              disabled={disabled}
              value={repeat.until}
              onChange={(until) => set({ until })}
            />
          </span>
        </>
      ) : null}
    </div>
  );
}
