import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { CalendarProps } from './DateField';

/** antd's date picker as it is; loaded when a day is to be picked. */
export default function GregorianPicker({ value, onChange, ...rest }: CalendarProps) {
  return (
    <DatePicker {...rest} value={value && dayjs(value)} onChange={(day) => onChange(day?.toDate() ?? null)} />
  );
}
