import { describe, expect, it } from 'vitest';
import { branchOf, sizeOf, type Team, treeOf } from './tree';

const team = (id: string, parent_id: string | null, department_id: string | null): Team => ({
  id,
  name: id,
  parent_id,
  department_id,
  lead_id: null,
  region: null,
  updated_at: '',
});
const member = (id: string, team_id: string | null, department_id: string | null) => ({
  id,
  full_name: id,
  job_title: null,
  team_id,
  department_id,
});
const sales = { id: 'sales', key: 'sales', name: 'Sales', updated_at: '' };
const teams = [
  team('north', null, 'sales'),
  team('harbour', 'north', 'sales'),
  team('dock', 'harbour', null),
  team('free', null, null),
];
const people = [
  member('a', 'north', 'sales'),
  member('b', 'dock', 'sales'),
  member('c', null, 'sales'),
  member('d', null, null),
];

describe('the tree of teams', () => {
  it('puts teams below their parents, and those without one into their department', () => {
    const [first, rest] = treeOf([sales], teams, people);
    expect(first?.teams.map((node) => node.team.id)).toEqual(['north']);
    expect(first?.teams[0]?.below[0]?.below[0]?.team.id).toBe('dock');
    expect(first?.members.map(({ id }) => id)).toEqual(['c']);
    expect(rest?.department).toBeNull();
    expect(rest?.teams.map((node) => node.team.id)).toEqual(['free']);
    expect(rest?.members.map(({ id }) => id)).toEqual(['d']);
  });

  it('begins anew where a team is of another department than the one above', () => {
    const support = { ...sales, id: 'support', name: 'Support' };
    const abroad = team('abroad', 'north', 'support');
    const tree = treeOf([sales, support], [...teams, abroad], []);
    expect(tree[0]?.teams[0]?.below.map((node) => node.team.id)).toEqual(['harbour']);
    expect(tree[1]?.teams.map((node) => [node.team.id, node.above])).toEqual([['abroad', 'north']]);
  });

  it('counts whoever is below', () => {
    const north = treeOf([sales], teams, people)[0]?.teams[0];
    expect(north && sizeOf(north)).toBe(2);
  });

  it('knows the branch of a team, so that it is not moved into itself', () => {
    expect([...branchOf(teams, 'north')]).toEqual(['north', 'harbour', 'dock']);
    expect([...branchOf(teams, 'free')]).toEqual(['free']);
  });
});
