export type CsvValue = string | number | boolean | null | undefined;

/** What a spreadsheet takes for a formula when a cell begins with it. */
const formulaStart = /^[=+\-@\t\r\n]/;

/** Tells spreadsheets that the file is UTF-8. */
export const byteOrderMark = '\uFEFF';

/**
 * One value as a cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe
 * before it; numbers stay numbers, negative ones too.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line of a CSV file, its end included. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** A name for a file that every system takes: "Customers 2026-11-21.csv". */
export function csvFileName(title: string, day: Date): string {
  const safe = [...title].filter((letter) => letter >= ' ' && !'\\/:*?"<>|'.includes(letter)).join('');
  return `${safe.trim() || 'Atrium'} ${day.toISOString().slice(0, 10)}.csv`;
}
