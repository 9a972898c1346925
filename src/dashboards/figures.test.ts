import { describe, expect, it } from 'vitest';
import { changeOf } from './change';
import { drillTo } from './drill';

describe('a change', () => {
  it('is good or bad by what it means, not by its direction', () => {
    expect(changeOf('deals.won_value', 120, 100)).toEqual({
      direction: 'up',
      tone: 'good',
      by: 0.2,
      points: false,
    });
    expect(changeOf('deals.lost_count', 12, 10)).toMatchObject({ direction: 'up', tone: 'bad' });
    expect(changeOf('deals.lost_count', 8, 10)).toMatchObject({ direction: 'down', tone: 'good', by: 0.2 });
    expect(changeOf('deals.won_count', 5, 5)).toMatchObject({ direction: 'same', tone: 'neutral', by: 0 });
  });

  it('of a percentage is in points', () => {
    const change = changeOf('deals.win_rate', 0.5, 0.6);
    expect(change).toMatchObject({ direction: 'down', tone: 'bad', points: true });
    expect(change?.by).toBeCloseTo(0.1);
    expect(changeOf('deals.win_rate', 0.5, 0)).toMatchObject({ direction: 'up' });
  });

  it('is not made up where there is nothing to compare with', () => {
    expect(changeOf('deals.won_value', 5, 0)).toBeNull();
    expect(changeOf('deals.won_value', 5, null)).toBeNull();
    expect(changeOf('deals.win_rate', null, 0.5)).toBeNull();
    expect(changeOf('deals.won_value', 5, undefined)).toBeNull();
  });
});

describe('the way to the rows', () => {
  const period = { from: '2017-01-01', to: '2017-03-31' };

  it('has the metric’s conditions, the period and the value', () => {
    expect(drillTo('deals.won_value', { period, by: { customer: 'c1' } })).toBe(
      '/deals?mine=0&outcome=won&closed_at=2017-01-01..2017-03-31&customer=c1',
    );
    expect(drillTo('deals.win_rate', { period, by: { owner: null } })).toBe(
      '/deals?mine=0&outcome=closed&closed_at=2017-01-01..2017-03-31&owner=none',
    );
  });

  it('has no period for what is as it is now, or for all time', () => {
    expect(drillTo('deals.open_value', { period, by: { stage: 's' } })).toBe(
      '/deals?mine=0&outcome=open&stage=s',
    );
    expect(drillTo('deals.won_count', { period: { from: null, to: null } })).toBe(
      '/deals?mine=0&outcome=won',
    );
  });
});
