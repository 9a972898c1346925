import dayjs from 'dayjs';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from './useFormats';

const GregorianPicker = lazy(() => import('./GregorianPicker'));
const JalaliPicker = lazy(() => import('./JalaliPicker'));

const isoDay = 'YYYY-MM-DD';

/** What a picker of either calendar takes: plain dates, at midnight of this machine. */
export interface CalendarProps {
  id?: string;
  disabled?: boolean;
  className: string;
  value: Date | null;
  onChange: (day: Date | null) => void;
}

/**
 * A calendar day as forms and the database know it, `YYYY-MM-DD` or null, picked from the calendar of the user's
 * language: Jalali in Persian. Made for `Form.Item`: `<Form.Item name="expected_close_date"><DateField /></Form.Item>`.
 */
export function DateField({
  id,
  value,
  onChange,
  disabled,
}: {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  disabled?: boolean;
}) {
  const { i18n } = useTranslation();
  const formats = useFormats();
  const Picker = i18n.language === 'fa' ? JalaliPicker : GregorianPicker;
  const className = 'at-date-field';
  return (
    <Suspense
      fallback={
        <input id={id} readOnly disabled className={className} value={value ? formats.date(value) : ''} />
      }
    >
      <Picker
        id={id}
        disabled={disabled}
        className={className}
        value={value ? dayjs(value, isoDay).toDate() : null}
        // The Gregorian day is what is kept, whichever calendar it was picked from.
        onChange={(day) => onChange?.(day ? dayjs(day).format(isoDay) : null)}
      />
    </Suspense>
  );
}
