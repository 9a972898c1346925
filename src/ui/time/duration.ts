const unit = (words: string) => `(\\d+(?:\\.\\d+)?)(?:${words})`;
const hours = unit('h|hrs?|hours?|ساعت|小时|小時|个小时|個小時|时|時');
const minutes = '(\\d+)(?:m|mins?|minutes?|دقیقه|دقيقه|دقيقة|分钟|分鐘|分)';
const inWords = new RegExp(`^(?:${hours})?(?:(?:و|,|and)?(?:${minutes}|(\\d+)))?$`);

/**
 * Reads a length of time as people type it: "1h 30m", "1:30", "1.5h", "1.5" (hours), "90" (minutes), in English, Chinese or
 * Persian words, with Persian or Arabic digits.
 * @returns whole minutes; NaN for what says no time.
 */
export function readMinutes(typed: string): number {
  const text = typed
    .normalize('NFKC')
    .replace(/[۰-۹٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\s\u200c\u200e\u200f]/g, '')
    .replace(/(\d)[,٫،](\d)/g, '$1.$2')
    .toLowerCase();
  if (/^\d+$/.test(text)) return Number(text);
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d*\.\d+$/.test(text)) return Math.round(Number(text) * 60);
  const words = inWords.exec(text);
  if (!text || !words) return Number.NaN;
  return Math.round(Number(words[1] ?? 0) * 60) + Number(words[2] ?? words[3] ?? 0);
}

/** Minutes as people say them, in a language: 1h 30m, 1小时30分钟, ۱ ساعت و ۳۰ دقیقه. */
export function sayMinutes(total: number, locale: string): string {
  const persian = locale.startsWith('fa');
  const say = (value: number, of: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: of,
      unitDisplay: persian ? 'long' : locale.startsWith('zh') ? 'short' : 'narrow',
    }).format(value);
  const [whole, rest] = [Math.floor(total / 60), total % 60];
  const parts = [
    ...(whole > 0 ? [say(whole, 'hour')] : []),
    ...(rest > 0 || whole === 0 ? [say(rest, 'minute')] : []),
  ];
  return parts.join(persian ? ' و ' : ' ');
}
