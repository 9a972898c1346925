import { formatLocale } from './format';

export interface Choice {
  value: string;
  label: string;
}

/** Every IANA timezone that the browser knows, UTC first. */
export function timezoneOptions(): Choice[] {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
  return ['UTC', ...zones].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** Every ISO 4217 currency that the browser knows, by code and name in the language. */
export function currencyOptions(language: string): Choice[] {
  const names = new Intl.DisplayNames(formatLocale(language), { type: 'currency', fallback: 'code' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}
