import { useTranslation } from 'react-i18next';
import { readDays, writeDays } from '../../lib/list-state';
import { relativeDays } from '../../lib/relative-days';
import { DateField } from '../DateField';
import { RangeFields } from './RangeFields';
import type { OptionsProps } from './types';

/** A range of days to choose: from, to, and ranges that have a name. */
export default function DayRangeOptions(props: OptionsProps) {
  const { t } = useTranslation();
  const days = readDays(props.values[0]) ?? { from: null, to: null };
  const named = [
    ...(props.filter.ranges ?? []),
    ...relativeDays.map((value) => ({ value, label: t(`list.days.${value}`) })),
  ];
  return (
    <RangeFields {...props} named={named}>
      {(end, id) => (
        <DateField
          id={id}
          value={days[end]}
          onChange={(day) => props.onChange(writeDays({ ...days, [end]: day }))}
        />
      )}
    </RangeFields>
  );
}
