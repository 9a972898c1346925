import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, columnNames } from './analyse';
import { DateEvidence, parseDate } from './dates';
import { detectEncoding } from './encoding';
import { DecimalEvidence, parseNumber } from './numbers';
import { detect, filledRows } from './rows';
import { type ByteSource, fingerprint, ImportFileError } from './source';

/** A file of these bytes that comes in pieces of so many, so that letters and rows lie across them. */
function bytesSource(bytes: Uint8Array, name = 'file.csv', piece = 7): ByteSource {
  return {
    name,
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

const textSource = (text: string, piece?: number) =>
  bytesSource(new TextEncoder().encode(text), 'file.csv', piece);

async function cellsOf(source: ByteSource): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of filledRows(source, await detect(source)))
    rows.push(...batch.map(({ cells }) => cells));
  return rows;
}

test('quotes, line breaks and separators within fields, in pieces of any size', async () => {
  const csv = 'name;note\r\n"Müller; Söhne";"says ""hi""\r\non two lines"\r\nÅsa;=1+1\r\n';
  for (const piece of [1, 2, 3, 5, 1000]) {
    expect(await cellsOf(textSource(csv, piece))).toEqual([
      ['name', 'note'],
      ['Müller; Söhne', 'says "hi"\non two lines'],
      ['Åsa', '=1+1'],
    ]);
  }
});

test('what is written as CSV is read back, whatever the texts', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/[\r\0\uFEFF]/g, ''));
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, piece) => {
      const filled = rows.filter((row) => row.some((value) => value.trim() !== ''));
      const lines = [['a', 'b', 'c'], ...filled];
      const csv = lines
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\n');
      const source = textSource(csv, piece);
      const found: string[][] = [];
      const reading = { encoding: 'utf-8', format: 'csv', delimiter: ',' } as const;
      for await (const batch of filledRows(source, reading)) found.push(...batch.map(({ cells }) => cells));
      expect(found).toEqual(lines);
    }),
    { numRuns: 40 },
  );
});

test('a row keeps its number in the file when lines before it are empty', async () => {
  const source = textSource('a,b\n1,2\n\n,\n3,4');
  const numbers: number[] = [];
  for await (const batch of filledRows(source, await detect(source)))
    numbers.push(...batch.map(({ number }) => number));
  expect(numbers).toEqual([1, 2, 5]);
});

test('encodings are told apart and read', async () => {
  const gb = Uint8Array.from([
    0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xb3, 0xc7, 0xca, 0xd0, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xb1, 0xb1,
    0xbe, 0xa9,
  ]);
  expect(await cellsOf(bytesSource(gb))).toEqual([
    ['客户', '城市'],
    ['张三', '北京'],
  ]);
  const wide = (text: string, big: boolean, mark: boolean) => {
    const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2);
    const view = new DataView(bytes.buffer);
    for (const [at, letter] of [...(mark ? '\uFEFF' : ''), ...text].entries())
      view.setUint16(at * 2, letter.charCodeAt(0), !big);
    return bytes;
  };
  for (const big of [true, false]) {
    for (const mark of [true, false]) {
      expect(await cellsOf(bytesSource(wide('name\tcity\nBob\tZürich', big, mark), 'f.tsv', 3))).toEqual([
        ['name', 'city'],
        ['Bob', 'Zürich'],
      ]);
    }
  }
  const western = Uint8Array.from(
    [...'name,city\nJos'].map((letter) => letter.charCodeAt(0)).concat(0xe9, 0x2c, 0x4d, 0xfc),
  );
  expect(detectEncoding(western, true)).toBe('windows-1252');
  expect(await cellsOf(bytesSource(western))).toEqual([
    ['name', 'city'],
    ['José', 'Mü'],
  ]);
});

test('JSON as a list and one object a line', async () => {
  const expected = [
    ['name', 'n', 'late'],
    ['A', '1', ''],
    ['B', '', 'x'],
  ];
  expect(await cellsOf(textSource('[{"name":"A","n":1},{"name":"B","n":null,"late":"x"}]'))).toEqual(
    expected,
  );
  expect(await cellsOf(textSource('{"name":"A","n":1,"late":null}\n{"late":"x","name":"B"}\n'))).toEqual(
    expected,
  );
  await expect(cellsOf(textSource('[{"name":'))).rejects.toThrow(new ImportFileError('bad_json').message);
});

test('files that cannot be imported say why', async () => {
  const problem = (text: string, name = 'file.csv') => {
    const source = bytesSource(new TextEncoder().encode(text), name, 65_536);
    return detect(source)
      .then((reading) => analyse(source, reading))
      .then(
        () => undefined,
        (error: unknown) => (error instanceof ImportFileError ? error.key : error),
      );
  };
  expect(await problem('')).toBe('empty');
  expect(await problem('name,city\n')).toBe('no_rows');
  expect(await problem('1,2\n3,4')).toBe('no_header');
  expect(await problem('x', 'book.xlsx')).toBe('spreadsheet');
  expect(await problem(`a,b\n"${'x'.repeat(5_000_000)}`)).toBe('open_quote');
});

test('columns without a name or with the same one are told apart', () => {
  expect(columnNames([' a ', '', 'a', ''])).toEqual(['a', 'Column 2', 'a (2)']);
});

test('dates are read in each form, and never what is none', () => {
  expect(parseDate('10/20/2016', 'mdy')).toBe('2016-10-20');
  expect(parseDate('10/20/2016', 'dmy')).toBeUndefined();
  expect(parseDate('3.1.17', 'dmy')).toBe('2017-01-03');
  expect(parseDate('20 Oct 2016', 'named')).toBe('2016-10-20');
  expect(parseDate('October 20th, 2016', 'named')).toBe('2016-10-20');
  expect(parseDate('2016年10月20日', 'ymd')).toBe('2016-10-20');
  expect(parseDate('۱۳۹۵/۰۷/۲۹', 'jalali')).toBe('2016-10-20');
  expect(parseDate('42663', 'excel')).toBe('2016-10-20');
  expect(parseDate('2016-10-20T09:30:00Z', 'ymd')).toBe('2016-10-20T09:30:00Z');
  expect(parseDate('10/20/2016 9:05 PM', 'mdy')).toBe('2016-10-20T21:05:00');
  expect(parseDate('2/30/2017', 'mdy')).toBeUndefined();
  expect(parseDate('2017-13-01', 'ymd')).toBeUndefined();
});

test('a column of dates is settled by a value that only one reading allows, and asked about otherwise', () => {
  const verdict = (...values: string[]) => {
    const evidence = new DateEvidence();
    for (const value of values) evidence.add(value);
    return evidence.verdict();
  };
  expect(verdict('3/1/2017', '10/20/2016')).toEqual({ format: 'mdy' });
  expect(verdict('3/1/2017', '20/10/2016')).toEqual({ format: 'dmy' });
  expect(verdict('3/1/2017', '4/2/2017')).toEqual({
    examples: ['3/1/2017', '4/2/2017'],
    choices: ['mdy', 'dmy'],
  });
  expect(verdict('3/1/2017', '20/10/2016', '10/20/2016')).toMatchObject({ choices: ['mdy', 'dmy'] });
  expect(verdict('2017-03-01')).toEqual({ format: 'ymd' });
  expect(verdict('1395/07/29')).toEqual({ format: 'jalali' });
  expect(verdict('soon')).toBeUndefined();
});

test('numbers are read under either decimal mark, and asked about when both fit', () => {
  expect(parseNumber('$1,234.50')).toBe(1234.5);
  expect(parseNumber('1.234,50 €', ',')).toBe(1234.5);
  expect(parseNumber('(12)')).toBe(-12);
  expect(parseNumber('۱٬۲۳۴٫۵', ',')).toBe(1234.5);
  expect(parseNumber('12 apples')).toBeUndefined();
  const verdict = (...values: string[]) => {
    const evidence = new DecimalEvidence();
    for (const value of values) evidence.add(value);
    return evidence.verdict();
  };
  expect(verdict('1100.04', '1,234')).toEqual({ decimal: '.' });
  expect(verdict('1100,04')).toEqual({ decimal: ',' });
  expect(verdict('1.234', '2.345')).toEqual({ examples: ['1.234', '2.345'] });
  expect(verdict('12', '13')).toEqual({ decimal: '.' });
});

test('a number written in either way is read as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (cents) => {
      const value = cents / 100;
      expect(parseNumber(value.toLocaleString('en-US', { minimumFractionDigits: 2 }))).toBe(value);
      expect(parseNumber(value.toLocaleString('de-DE', { minimumFractionDigits: 2 }), ',')).toBe(value);
    }),
  );
});

test('the same bytes have the same fingerprint, however they come', async () => {
  const bytes = new Uint8Array(2_500_000).map((_, at) => at % 251);
  const one = await fingerprint(bytesSource(bytes, 'a', 65_536));
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprint(bytesSource(bytes, 'b', 999_983))).toBe(one);
  bytes[2_400_000] = 250;
  expect(await fingerprint(bytesSource(bytes, 'a', 65_536))).not.toBe(one);
});
