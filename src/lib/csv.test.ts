import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvFileName, csvLine } from './csv';

/** Reads one line as RFC 4180 says. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (quoted) {
      if (letter === '"' && line[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      cells.push(cell);
      cell = '';
    } else if (letter === '\r' && line[at + 1] === '\n') {
      cells.push(cell);
      return cells;
    } else cell += letter;
  }
  throw new Error('the line has no end');
}

describe('csvCell', () => {
  it('quotes what would break the line', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "hi"')).toBe('"say ""hi"""');
    expect(csvCell('two\nlines')).toBe('"two\nlines"');
    expect(csvCell(' kept ')).toBe('" kept "');
    expect(csvCell('上海')).toBe('上海');
  });

  it('leaves nothing for nothing', () => {
    expect([csvCell(null), csvCell(undefined), csvCell('')]).toEqual(['', '', '']);
  });

  it.each(['=1+1', '+49 30 1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
    'takes the formula out of %j',
    (text) => {
      expect(readLine(`${csvCell(text)}\r\n`)).toEqual([`'${text}`]);
    },
  );

  it('leaves numbers alone', () => {
    expect([csvCell(-1.5), csvCell(0), csvCell(1_000_000), csvCell(false)]).toEqual([
      '-1.5',
      '0',
      '1000000',
      'false',
    ]);
  });
});

describe('csvLine', () => {
  const awkward = ['=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ' ', 'a', '上', 'ی', '🌍'];
  const text = fc.string({ unit: fc.constantFrom(...awkward), maxLength: 12 });

  it('reads back as it was, and no cell begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const cells = readLine(csvLine(texts));
        expect(cells.map((cell, at) => (cell === texts[at] ? cell : cell.slice(1)))).toEqual(texts);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});

it('names a file so that every system takes it', () => {
  const day = new Date('2026-11-21T12:00:00Z');
  expect(csvFileName('Kunden: A/B?', day)).toBe('Kunden AB 2026-11-21.csv');
  expect(csvFileName('客户', day)).toBe('客户 2026-11-21.csv');
  expect(csvFileName('\u0000/', day)).toBe('Atrium 2026-11-21.csv');
});
