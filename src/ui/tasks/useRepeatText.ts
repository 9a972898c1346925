import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { readRepeat, type Weekday, weekdays } from '../../lib/repeat';
import { useFormats } from '../useFormats';
import './texts';

/** A Monday. */
const aMonday = Date.UTC(2024, 0, 1);
const day = 86_400_000;

/** The names of the weekdays as rules name them. */
export function useWeekdays(): Record<Weekday, string> {
  const { locale } = useFormats();
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return Object.fromEntries(weekdays.map((key, nth) => [key, name.format(aMonday + nth * day)])) as Record<
    Weekday,
    string
  >;
}

/** How often something comes again, in words: "every 2 weeks on Mon and Fri, until 31 Mar 2027". */
export function useRepeatText(): (rule: unknown) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useWeekdays();
  return useCallback(
    (rule) => {
      const repeat = readRepeat(rule);
      if (!repeat) return t('tasks.repeat.never');
      const every = t(`tasks.repeat.every.${repeat.frequency}`, { count: repeat.interval });
      const on = repeat.on.length > 0 ? formats.list(repeat.on.map((key) => names[key])) : null;
      const said = on ? t('tasks.repeat.on', { every, days: on }) : every;
      return repeat.until ? t('tasks.repeat.until', { every: said, day: formats.date(repeat.until) }) : said;
    },
    [t, formats, names],
  );
}
