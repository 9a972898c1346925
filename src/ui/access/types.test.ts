import { describe, expect, it } from 'vitest';
import { differences, matrixOf } from './types';

describe('a matrix', () => {
  it('takes the widest reach of several roles', () => {
    expect(
      matrixOf([
        { resource: 'deals', action: 'read', scope: 'team' },
        { resource: 'deals', action: 'read', scope: 'own' },
        { resource: 'deals', action: 'update', scope: 'own' },
      ]),
    ).toEqual({ deals: { read: 'team', update: 'own' } });
  });

  it('differs where a cell is another, or only in one of them', () => {
    const before = { deals: { read: 'team', update: 'own' }, tasks: { read: 'own' } } as const;
    const after = {
      deals: { read: 'all', update: 'own' },
      tasks: { read: 'none' },
      orders: { read: 'own' },
    } as const;
    expect(differences(before, after)).toEqual([
      { resource: 'deals', action: 'read', from: 'team', to: 'all' },
      { resource: 'tasks', action: 'read', from: 'own', to: 'none' },
      { resource: 'orders', action: 'read', from: 'none', to: 'own' },
    ]);
    expect(differences(before, before)).toEqual([]);
  });
});
