import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../languages';
import { readNotices, sayingOf } from './notice';

const migration = new URL('../../../supabase/migrations/20261212200000_invitations.sql', import.meta.url);
const kinds = (/select array\[([^\]]+)\]/.exec(readFileSync(migration, 'utf8'))?.[1] ?? '')
  .split(',')
  .map((kind) => kind.trim().replaceAll("'", ''));

describe('the kinds of notifications', () => {
  it.each(languages)('are said and named in %s', (language) => {
    const file = new URL(`./locales/${language}.json`, import.meta.url);
    const { notices } = JSON.parse(readFileSync(file, 'utf8'));
    expect(kinds.length).toBeGreaterThan(5);
    for (const kind of kinds) {
      expect(Object.keys(notices.say), kind).toContain(kind);
      expect(Object.keys(notices.kinds), kind).toContain(kind);
    }
  });

  it('are said by whom, of how many', () => {
    const about = { actor_id: 'a', record_id: 'r' };
    expect(sayingOf({ kind: 'invited', ...about, data: {} })).toBe('invited');
    expect(sayingOf({ kind: 'invited', ...about, data: { moved: true } })).toBe('invitedAgain');
    expect(sayingOf({ kind: 'answered', ...about, data: { answer: 'declined' } })).toBe('answeredDeclined');
    expect(sayingOf({ kind: 'assigned', actor_id: 'a', record_id: 'r' })).toBe('assigned');
    expect(sayingOf({ kind: 'assigned', actor_id: 'a', record_id: null })).toBe('assignedMany');
    expect(sayingOf({ kind: 'assigned', actor_id: null, record_id: 'r' })).toBe('assignedByNobody');
    expect(sayingOf({ kind: 'changed', actor_id: 'a', record_id: null })).toBe('changedMany');
    expect(sayingOf({ kind: 'overdue', actor_id: null, record_id: null })).toBe('overdue');
  });
});

it('refuses what is no page of notifications', () => {
  expect(() => readNotices({ entries: 1 })).toThrow(TypeError);
  expect(readNotices({ entries: [], unread: 0, next: null }).unread).toBe(0);
});
