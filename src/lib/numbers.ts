const easternDigits = /[۰-۹٠-٩]/g;
const zero = (digit: string) => (digit >= '۰' ? 0x6f0 : 0x660);

/** Reads a number as people type it in a language: grouped or not, with Persian or Arabic digits. NaN for what is none. */
export function readNumber(typed: string, locale: string): number {
  const parts = new Intl.NumberFormat(locale).formatToParts(-11111.5);
  const sign = (type: string, usual: string) => parts.find((part) => part.type === type)?.value ?? usual;
  const text = typed
    .replace(easternDigits, (digit) => String((digit.codePointAt(0) ?? 0) - zero(digit)))
    .replaceAll(sign('minusSign', '-'), '-')
    .replaceAll(sign('group', ','), '')
    .replace(/[\s\u200e\u200f\u202f\u00a0'’]/g, '')
    .replace(sign('decimal', '.'), '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}
