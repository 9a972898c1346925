/** A number of bytes as people say it, in a language: 812 bytes, 3.4 kB, 12 MB. */
export function sayBytes(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  // In Persian the short form is Latin letters, which stand the wrong way round beside Persian digits.
  const whole = power === 0 || locale.startsWith('fa');
  const unit = ['byte', 'kilobyte', 'megabyte'][power];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: whole ? 'long' : 'short',
    maximumFractionDigits: power === 0 || bytes >= 10 * 1000 ** power ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
