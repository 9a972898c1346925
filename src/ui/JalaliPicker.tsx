import generatePicker from 'antd/es/date-picker/generatePicker';
import type { CalendarProps } from './DateField';
import { jalaliConfig } from './jalaliConfig';

const Picker = generatePicker<Date>(jalaliConfig);

/** antd's date picker in the Jalali calendar; loaded only where Persian is spoken. */
export default function JalaliPicker({ onChange, ...rest }: CalendarProps) {
  return (
    <Picker {...rest} onChange={(day) => onChange(day instanceof Date ? day : null)} format="YYYY/MM/DD" />
  );
}
