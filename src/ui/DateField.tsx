import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const JalaliPicker = lazy(() => import('./JalaliPicker'));

const isoDay = 'YYYY-MM-DD';

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
  const day = value ? dayjs(value, isoDay) : null;
  const common = { id, disabled, className: 'at-date-field' };
  const gregorian = (
    <DatePicker {...common} value={day} onChange={(next) => onChange?.(next?.format(isoDay) ?? null)} />
  );
  if (i18n.language !== 'fa') return gregorian;
  return (
    <Suspense fallback={gregorian}>
      <JalaliPicker
        {...common}
        value={day?.toDate() ?? null}
        // The Gregorian day is what is kept, whichever calendar it was picked from.
        onChange={(next) => onChange?.(next ? dayjs(next).format(isoDay) : null)}
      />
    </Suspense>
  );
}
