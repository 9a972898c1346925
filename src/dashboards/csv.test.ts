import { describe, expect, it } from 'vitest';
import { figuresCsv, mainQuery } from './csv';
import { call, metrics } from './index';

const words = { metric: (metric: string) => `m ${metric}`, cut: (cut: string) => `c ${cut}` };
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

  it('of a function are its columns, as they come', () => {
    const answer = {
      rows: [
        { stage: 'a', n: 1 },
        { stage: 'b', more: [1] },
      ],
      totals: {},
    };
    expect(figuresCsv(call('sales.funnel'), answer, words).text).toBe(
      '\uFEFFstage,n,more\r\na,1,\r\nb,,[1]\r\n',
    );
  });

  it('are those of the query that gives rows', () => {
    expect(mainQuery({ now: metrics(['deals.won_count']), byOwner })?.[0]).toBe('byOwner');
    expect(mainQuery({ now: metrics(['deals.won_count']) })?.[0]).toBe('now');
  });
});
