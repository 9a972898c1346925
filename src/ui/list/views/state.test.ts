import { describe, expect, it } from 'vitest';
import { type ListRules, readListState } from '../../../lib/list-state';
import { differs, keptOf, viewAddress } from './state';
import type { SavedView } from './types';

const rules: ListRules = {
  filters: ['stage', 'owner'],
  sortable: ['name', 'updated_at'],
  defaultSort: '-updated_at',
  mineByDefault: false,
  defaults: { stage: ['open'] },
};
const view: SavedView = {
  id: '8a4d0c9e-0f3f-4a53-9a57-1d4b2f6b0a11',
  name: 'Leads',
  profileId: 'p',
  teamId: null,
  forAll: false,
  search: 'ab',
  mine: true,
  filters: { owner: ['me', 'x'] },
  sort: 'name',
  columns: ['name', 'stage'],
  density: 'compact',
};
const opened = (one: SavedView) => viewAddress(one, rules, 25);
const stateOf = (one: SavedView) => readListState(opened(one), rules);

describe('a saved view', () => {
  it('is shown by an address that says all of it', () => {
    const state = stateOf(view);
    expect(state).toMatchObject({ view: view.id, q: 'ab', mine: true, filters: view.filters });
    expect(state.sort).toEqual({ field: 'name', order: 'asc' });
    expect(differs(state, view, rules)).toBe(false);
    const { columns, density, search, mine, filters, sort } = view;
    expect(keptOf(state, { columns, density })).toEqual({ columns, density, search, mine, filters, sort });
  });

  it('differs as soon as something else is asked, in whatever order the values stand', () => {
    const state = stateOf(view);
    expect(differs({ ...state, filters: { owner: ['x', 'me'] } }, view, rules)).toBe(false);
    expect(differs({ ...state, filters: {} }, view, rules)).toBe(true);
    expect(differs({ ...state, q: '' }, view, rules)).toBe(true);
    expect(differs({ ...state, mine: false }, view, rules)).toBe(true);
    expect(differs({ ...state, sort: { field: 'name', order: 'desc' } }, view, rules)).toBe(true);
    expect(differs({ ...state, columns: ['name'] }, view, rules)).toBe(true);
    expect(differs({ ...state, density: 'comfortable' }, view, rules)).toBe(true);
  });

  it('keeps in the address what its reader may not have, which is left out and no change', () => {
    const wide = { ...view, filters: { ...view.filters, margin: ['1..'] }, sort: 'margin' };
    expect(opened(wide).getAll('margin')).toEqual(['1..']);
    const state = stateOf(wide);
    expect(state.filters).toEqual(view.filters);
    expect(state.sort).toEqual({ field: 'updated_at', order: 'desc' });
    expect(differs(state, wide, rules)).toBe(false);
  });
});
