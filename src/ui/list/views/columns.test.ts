import { describe, expect, it } from 'vitest';
import { shownColumns } from './columns';

const column = (key: string, more = {}) => ({ key, title: key, ...more });
const offered = [
  column('name', { always: true }),
  column('stage'),
  column('city', { more: true }),
  column('owner'),
];
const keys = (asked: string[] | null) => shownColumns(offered, asked).map(({ key }) => key);

describe('the columns of a list', () => {
  it('are the usual ones until somebody asks for others', () => {
    expect(keys(null)).toEqual(['name', 'stage', 'owner']);
    expect(keys(['gone', 'forbidden'])).toEqual(['name', 'stage', 'owner']);
  });

  it('stand in the order that was asked, without those that are not offered', () => {
    expect(keys(['owner', 'cost', 'city', 'name'])).toEqual(['owner', 'city', 'name']);
  });

  it('always have the one with the row’s link', () => {
    expect(keys(['city'])).toEqual(['name', 'city']);
  });
});
