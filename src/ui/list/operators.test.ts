import { describe, expect, it } from 'vitest';
import { fits, resolved, withOperators } from './operators';
import type { FilterDef } from './types';

const stage: FilterDef = { key: 'stage', field: 'stage_id', label: 'Stage', options: [], none: true };
const name: FilterDef = { key: 'name', field: 'name', label: 'Name', options: 'text' };
const amount: FilterDef = { key: 'amount', field: 'amount', label: 'Amount', options: 'number', none: true };
const due: FilterDef = { key: 'due', field: 'due_at', label: 'Due', options: 'days' };
const owner: FilterDef = { ...stage, key: 'owner', field: 'owner_id', people: true };
const role: FilterDef = { ...stage, key: 'role', field: 'profile_roles.role_id' };
const special: FilterDef = { ...stage, key: 'special', conditions: () => [] };

const all = withOperators(
  [stage, name, amount, due, special, role],
  (operator, label) => `${label} ${operator}`,
);
const ask = (key: string, ...values: string[]) => all.find((def) => def.key === key)?.conditions?.(values);

describe('what can be asked of a column', () => {
  it('is turned round where the values are those of one column', () => {
    expect(all.map(({ key }) => key)).toEqual([
      'stage',
      'stage.not',
      'name',
      'name.is',
      'name.not',
      'amount',
      'due',
      'special',
      'role',
    ]);
    expect(ask('stage.not', 'a', 'none')).toEqual([
      { field: 'stage_id', operator: 'nin', value: ['a', null] },
    ]);
    expect(ask('stage.not', 'none')).toEqual([{ field: 'stage_id', operator: 'nnull', value: true }]);
  });

  it('is what a text contains, is, and is not', () => {
    expect(ask('name', 'x')).toEqual([{ field: 'name', operator: 'contains', value: 'x' }]);
    expect(ask('name.is', 'x')).toEqual([{ field: 'name', operator: 'in', value: ['x'] }]);
    expect(ask('name.not', 'x')).toEqual([{ field: 'name', operator: 'ne', value: 'x' }]);
  });

  it('is a whole text, as the column has it, where a part of one is not asked for', () => {
    const whole = withOperators(
      [{ ...name, key: 'code', field: 'custom_text_1', none: true, exact: (text) => text.toLowerCase() }],
      (operator, label) => `${label} ${operator}`,
    );
    expect(whole.map(({ key }) => key)).toEqual(['code', 'code.not']);
    expect(whole[0]?.conditions?.(['Ab', 'none'])).toEqual([
      { field: 'custom_text_1', operator: 'in', value: ['ab', null] },
    ]);
    expect(whole[1]?.conditions?.(['Ab'])).toEqual([{ field: 'custom_text_1', operator: 'ne', value: 'ab' }]);
    expect(whole[1]?.conditions?.(['none'])).toEqual([
      { field: 'custom_text_1', operator: 'nnull', value: true },
    ]);
  });

  it('is between which numbers it lies', () => {
    expect(ask('amount', '10..')).toEqual([{ field: 'amount', operator: 'gte', value: 10 }]);
    expect(ask('amount', '10..20.5')).toEqual([
      { field: 'amount', operator: 'gte', value: 10 },
      { field: 'amount', operator: 'lte', value: 20.5 },
    ]);
    expect(ask('amount', 'none')).toEqual([{ field: 'amount', operator: 'null', value: true }]);
  });
});

it('takes only values that mean something', () => {
  expect(['1..2', '..5', 'none', '..', 'a..b', '5', '1e9..'].filter((value) => fits(amount, value))).toEqual([
    '1..2',
    '..5',
    'none',
  ]);
  expect(
    ['this_week', '2026-01-01..', 'none', 'someday', '2026-02-31..', '..'].filter((value) =>
      fits(due, value),
    ),
  ).toEqual(['this_week', '2026-01-01..']);
});

it('asks for whom and when the reader means', () => {
  const reader = {
    id: 'r',
    team: ['r', 's'],
    calendar: { today: '2026-11-22', weekStart: 1, months: 'gregory' as const },
  };
  expect(resolved(owner, ['me', 'x'], reader)).toEqual(['r', 'x']);
  expect(resolved(owner, ['my_team', 'none'], reader)).toEqual(['r', 's', 'none']);
  expect(resolved(stage, ['me'], reader)).toEqual(['me']);
  expect(resolved(due, ['today', '2026-01-01..'], reader)).toEqual([
    '2026-11-22..2026-11-22',
    '2026-01-01..',
  ]);
});
