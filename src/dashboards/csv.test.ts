import { describe, expect, it } from 'vitest';
import { figuresCsv, mainQuery } from './csv';
import { call, metrics } from './index';

const words = {
  t: (key: string) => `t ${key}`,
  nameOf: (_: string, key: string | null, label: string | null) => label ?? `word for ${key}`,
  metric: (metric: string) => `m ${metric}`,
  cut: (cut: string) => `c ${cut}`,
};
const byOwner = metrics(['deals.won_value', 'deals.win_rate'], { by: ['owner', 'time'] });

describe('a widget’s figures as CSV', () => {
  it('names what they are of, keeps numbers plain, and runs no formula', () => {
    const rows = [
      {
        owner: 'id',
        owner_label: '=A1',
        time: '2017-01-01',
        time_label: null,
        'deals.won_value': -12.5,
        'deals.win_rate': null,
      },
      {
        owner: null,
        owner_label: null,
        time: '2017-02-01',
        time_label: null,
        'deals.won_value': 0,
        'deals.win_rate': 0.5,
      },
    ];
    const { text, rows: count } = figuresCsv(byOwner, { rows, totals: {} }, words);
    expect(text).toBe(
      "\uFEFFc owner,c time,m deals.won_value,m deals.win_rate\r\n'=A1,2017-01-01,-12.5,\r\n,2017-02-01,0,0.5\r\n",
    );
    expect(count).toBe(2);
  });

  it('of a query that is cut by nothing are its totals', () => {
    const answer = { rows: [], totals: { 'deals.won_count': 7 } };
    expect(figuresCsv(metrics(['deals.won_count']), answer, words).text).toBe(
      '\uFEFFm deals.won_count\r\n7\r\n',
    );
  });

  it('writes values that have no label by their words', () => {
    const rows = [{ source: 'web', source_label: null, 'deals.won_count': 1 }];
    const bySource = metrics(['deals.won_count'], { by: ['source'] });
    expect(figuresCsv(bySource, { rows, totals: {} }, words).text).toBe(
      '\uFEFFc source,m deals.won_count\r\nword for web,1\r\n',
    );
  });

  it('of a function are the columns that it names, under their titles', () => {
    const funnel = call<{ row: { stage: string; source: string; by_quarter: number[] } }>('sales.funnel', {
      file: {
        'x.stage': 'stage',
        'x.source': (row, { nameOf }) => nameOf('source', row.source, null),
        'x.now': (row) => row.by_quarter[0] ?? null,
      },
    });
    const rows = [
      { stage: 'a', source: 'web', by_quarter: [1, 2], more: 'is left out' },
      { stage: 'b', source: 'fair', by_quarter: [] },
    ];
    expect(figuresCsv(funnel, { rows, totals: {} }, words)).toEqual({
      text: '\uFEFFt x.stage,t x.source,t x.now\r\na,word for web,1\r\nb,word for fair,\r\n',
      heads: ['t x.stage', 't x.source', 't x.now'],
      rows: 2,
    });
  });

  it('are those of the query that gives rows for a file', () => {
    const now = metrics(['deals.won_count']);
    const quota = call('sales.quota');
    expect(mainQuery({ now, quota, byOwner })?.[0]).toBe('byOwner');
    expect(mainQuery({ now })?.[0]).toBe('now');
    expect(mainQuery({ quota })?.[0]).toBe('quota');
  });
});
