/** What a benchmark prints: rows of cells under heads. Numbers are shown with at most three figures. */
export interface Table {
  head: string[];
  rows: (string | number)[][];
  /** What one has to know to read it. */
  note?: string;
}

export interface Bench {
  name: string;
  title: string;
  run(): Promise<Table>;
}

/** A Markdown table, figures at the line's end. */
export function markdown({ head, rows, note }: Table): string {
  const numeric = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    line(head),
    line(numeric.map((isNumber) => (isNumber ? '--:' : '---'))),
    ...rows.map((row) => line(row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)))),
  ];
  return [...lines, ...(note ? ['', note] : [])].join('\n');
}

/** A number with three figures where it has more, and no needless ones. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(3)).toString();
}

export interface Spread {
  p50: number;
  p95: number;
}

/** Median and 95th percentile (nearest rank). Raises when there is nothing to measure. */
export function spread(samples: number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => {
    const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    if (found === undefined) throw new Error('no samples');
    return found;
  };
  return { p50: at(0.5), p95: at(0.95) };
}

/**
 * Milliseconds that each of so many rounds took, after a few that are not counted. What is to be compared is called in turn
 * in every round, so that whatever else the machine does meets all of it. A call gets the round's number.
 */
export async function measure<Name extends string>(
  times: number,
  calls: Record<Name, (round: number) => Promise<unknown>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(calls) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -5; round < times; round++) {
    for (const name of names) {
      const started = performance.now();
      await calls[name](Math.max(round, 0));
      if (round >= 0) samples[name].push(performance.now() - started);
    }
  }
  return samples;
}
