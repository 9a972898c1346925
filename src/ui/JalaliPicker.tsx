import generatePicker from 'antd/es/date-picker/generatePicker';
import { jalaliConfig } from './jalaliConfig';

const Picker = generatePicker<Date>(jalaliConfig);

/** antd's date picker in the Jalali calendar; loaded only where Persian is spoken. */
export default function JalaliPicker({
  onChange,
  ...rest
}: {
  id?: string;
  disabled?: boolean;
  value: Date | null;
  onChange: (day: Date | null) => void;
  className: string;
}) {
  return (
    <Picker {...rest} onChange={(day) => onChange(day instanceof Date ? day : null)} format="YYYY/MM/DD" />
  );
}
