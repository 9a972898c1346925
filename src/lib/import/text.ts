const oneForm: Record<string, string> = { ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ؤ: 'و', أ: 'ا', إ: 'ا', آ: 'ا' };

/** ASCII digits in place of Persian, Arabic and full-width ones. */
export function asciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩０-９]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = code >= 0xff10 ? 0xff10 : code >= 0x06f0 ? 0x06f0 : 0x0660;
    return String(code - zero);
  });
}

/** A text as comparison sees it: one case, no accents, one form of Arabic and Persian letters, single spaces. */
export function fold(text: string): string {
  return asciiDigits(text)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u200c-\u200f\u0640]/g, '')
    .replace(/[يىكةؤأإآ]/g, (letter) => oneForm[letter] ?? letter)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters and digits alone: `GTXPro` and `GTX Pro` are the same. */
export function squash(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** How alike two texts are, 0 to 1: one minus the share of letters to change, swapped neighbours counted once. */
export function similarity(one: string, other: string): number {
  const [a, b] = [squash(one), squash(other)];
  if (a === b) return a === '' ? 0 : 1;
  const longest = Math.max(a.length, b.length);
  if (a === '' || b === '' || Math.abs(a.length - b.length) > longest / 2) return 0;
  return 1 - distance(a, b) / longest;
}

function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** From here on two texts are taken for two spellings of one. */
export const alike = 0.78;

/** The candidate most like a text, with its score; undefined when nothing comes near. */
export function bestMatch<T>(
  text: string,
  candidates: Iterable<T>,
  namesOf: (candidate: T) => readonly string[],
): { candidate: T; score: number } | undefined {
  let best: { candidate: T; score: number } | undefined;
  for (const candidate of candidates) {
    for (const name of namesOf(candidate)) {
      const score = similarity(text, name);
      if (score >= alike && score > (best?.score ?? 0)) best = { candidate, score };
    }
  }
  return best;
}
