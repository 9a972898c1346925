import { asciiDigits } from './text';
import type { DecimalMark } from './types';

/** A number's digits and marks, without currency, spaces and percent; undefined when it is no number at all. */
function bare(text: string): string | undefined {
  let value = asciiDigits(text)
    .replace(/٫/g, ',')
    .replace(/[٬'’\s\u00a0\u202f_]/g, '')
    .replace(/−/g, '-');
  const inBrackets = /^\((.*)\)$/.exec(value);
  if (inBrackets) value = `-${inBrackets[1]}`;
  value = value.replace(/^([+-]?)(?:[A-Z]{3}|\p{Sc}|元|圓|円|ریال|تومان)/u, '$1');
  value = value.replace(/(?:[A-Z]{3}|\p{Sc}|元|圓|円|ریال|تومان|\.-)$/u, '');
  return /^[+-]?\d[\d.,]*$|^[+-]?[.,]\d+$/.test(value) ? value : undefined;
}

/**
 * Reads a number as people write it: currency signs, thousands, brackets for negative, digits of any script.
 * Gives undefined for what is no number under this decimal mark.
 */
export function parseNumber(text: string, decimal: DecimalMark = '.'): number | undefined {
  const value = bare(text);
  if (value === undefined) return undefined;
  const thousands = decimal === '.' ? ',' : '.';
  const [whole = '', fraction, ...rest] = value.split(decimal);
  if (rest.length > 0 || fraction?.includes(thousands)) return undefined;
  const groups = whole.replace(/^[+-]/, '').split(thousands);
  const grouped =
    groups.length === 1 || groups.every((g, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{2,3}$/).test(g));
  if (!grouped || (groups.length > 1 && groups.at(-1)?.length !== 3)) return undefined;
  const number = Number(`${whole.replaceAll(thousands, '')}.${fraction ?? '0'}`);
  return Number.isFinite(number) ? number : undefined;
}

/** What the numbers of a column tell about their decimal mark. */
export class DecimalEvidence {
  private read = { '.': 0, ',': 0 };
  private only = { '.': 0, ',': 0 };
  private doubtful: string[] = [];
  numbers = 0;

  add(text: string): void {
    const [point, comma] = [parseNumber(text, '.'), parseNumber(text, ',')];
    if (point === undefined && comma === undefined) return;
    this.numbers++;
    if (point !== undefined) this.read['.']++;
    if (comma !== undefined) this.read[',']++;
    if (point === comma) return;
    if (comma === undefined) this.only['.']++;
    else if (point === undefined) this.only[',']++;
    else if (this.doubtful.length < 5) this.doubtful.push(text);
  }

  /** The mark where it is certain, the doubtful values where it is not. */
  verdict(): { decimal: DecimalMark } | { examples: string[] } {
    const { '.': point, ',': comma } = this.only;
    if (point > 0 && comma > 0) return { examples: this.doubtful };
    if (point > 0) return { decimal: '.' };
    if (comma > 0) return { decimal: ',' };
    return this.doubtful.length > 0 ? { examples: this.doubtful } : { decimal: '.' };
  }
}
