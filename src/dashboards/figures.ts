import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Formats, formatLocale } from '../lib/format';
import { useFormats } from '../ui/useFormats';
import type { Change } from './change';
import { type Grain, type Metric, metricKind } from './keys';
import type { Days } from './metrics';

/** Buckets of the calendar by which figures are counted: months and quarters are Gregorian in every language. */
const gregorian = (language: string) =>
  language === 'fa' ? 'fa-IR-u-ca-gregory-nu-arabext' : formatLocale(language);

const bucketFormats: Record<Exclude<Grain, 'quarter'>, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

const atNoon = (day: string) => new Date(`${day}T12:00:00Z`);

interface Calendars {
  buckets: Record<Exclude<Grain, 'quarter'>, Intl.DateTimeFormat>;
  range: Intl.DateTimeFormat;
}
const made = new WeakMap<Formats, Calendars>();

/** How days and buckets are written; made once for all figures of a page. */
function calendarsOf(formats: Formats, language: string): Calendars {
  const known = made.get(formats);
  if (known) return known;
  const utc = (locale: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const calendars = {
    buckets: {
      day: utc(formats.locale, bucketFormats.day),
      week: utc(formats.locale, bucketFormats.week),
      month: utc(gregorian(language), bucketFormats.month),
      year: utc(gregorian(language), bucketFormats.year),
    },
    range: utc(formats.locale, { dateStyle: 'medium' }),
  };
  made.set(formats, calendars);
  return calendars;
}

/** Writes figures, changes and periods in the user's language. */
export function useFigures() {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { language } = i18n;

  return useMemo(() => {
    const { buckets, range } = calendarsOf(formats, language);

    const figure = (
      metric: Metric,
      value: number | null | undefined,
      currency: string,
      { compact = false } = {},
    ): string => {
      if (value === null || value === undefined) return '–';
      switch (metricKind(metric).unit) {
        case 'currency':
          return formats.money(compact ? value : Math.round(value), currency, { compact });
        case 'percent':
          return formats.percent(value, compact ? 0 : 2);
        case 'count':
          return formats.number(
            value,
            compact && value >= 10_000 ? { notation: 'compact', maximumFractionDigits: 1 } : {},
          );
        case 'duration':
          return formats.number(value, {
            style: 'unit',
            unit: 'day',
            unitDisplay: compact ? 'short' : 'long',
            maximumFractionDigits: value < 10 ? 1 : 0,
          });
        default:
          return formats.number(value, { maximumFractionDigits: 2 });
      }
    };

    return {
      figure,
      title: (metric: Metric) => t(`metrics.${metric}.title`),
      hint: (metric: Metric) => t(`metrics.${metric}.hint`),
      change: ({ by, points }: Change) =>
        points
          ? t('dashboards.points', { value: formats.number(by * 100, { maximumFractionDigits: 1 }) })
          : formats.percent(by, by < 0.1 ? 1 : 0),
      /** The days of a period, as short as can be; "all time" for one without. */
      days: ({ from, to }: Days) =>
        from && to ? range.formatRange(atNoon(from), atNoon(to)) : t('dashboards.period.all'),
      /** Name of a time bucket by its first day. */
      bucket: (first: string, grain: Grain) => {
        if (grain !== 'quarter') return buckets[grain].format(atNoon(first));
        const quarter = Math.floor(atNoon(first).getUTCMonth() / 3) + 1;
        return t('dashboards.quarter', {
          quarter: formats.number(quarter),
          year: buckets.year.format(atNoon(first)),
        });
      },
      number: formats.number,
      /** A share in whole percent. */
      percent: (share: number) => formats.percent(share, 0),
    };
  }, [t, formats, language]);
}

export type FigureFormats = ReturnType<typeof useFigures>;
