import { describe, expect, it } from 'vitest';
import { type AuditLine, absenceOf, isOfChild, readPage, shownChanges } from './lines';

const line: AuditLine = {
  id: 1,
  at: '2026-01-01T00:00:00Z',
  actor_id: null,
  as_whom_id: null,
  action: 'update',
  resource: 'customers',
  table: 'customers',
  record_id: 'a',
  record_key: null,
  root_resource: 'customers',
  root_id: 'a',
  changes: {},
  source: 'app',
};

describe('isOfChild', () => {
  it.each<[string, Partial<AuditLine>, boolean]>([
    ['the record itself', {}, false],
    ['another record that hangs on it', { record_id: 'b', resource: 'contacts' }, true],
    ['a field group with the same key', { resource: 'customers.contact_details' }, true],
    ['a row whose key is not one uuid', { record_id: null }, true],
    ['a redaction of its history', { action: 'redact', resource: 'audit', record_id: null }, false],
    ['what stands by itself', { root_id: null, record_id: null }, false],
  ])('%s', (_, part, expected) => expect(isOfChild({ ...line, ...part })).toBe(expected));
});

it('shows what a change says, and that something was redacted', () => {
  const changes: AuditLine['changes'] = {
    name: ['a', 'b'],
    shared: [null, false],
    aliases: [null, []],
    active: [true, false],
    city: null,
  };
  expect(shownChanges({ ...line, changes }).map(([field]) => field)).toEqual(['name', 'active', 'city']);
});

it('has each custom field that changed by itself', () => {
  const changes: AuditLine['changes'] = {
    custom: [
      { level: 'gold', many: ['a'], note: 'same' },
      { level: 'silver', many: ['a'], note: 'same', met: true },
    ],
  };
  expect(shownChanges({ ...line, changes })).toEqual([
    ['custom.level', ['gold', 'silver']],
    ['custom.met', [null, true]],
  ]);
  expect(shownChanges({ ...line, changes: { custom: [{ level: 'gold' }, null] } })).toEqual([
    ['custom.level', ['gold', null]],
  ]);
  expect(shownChanges({ ...line, changes: { custom: null } })).toEqual([['custom', null]]);
});

it('leaves out what a line says already', () => {
  const added = { ...line, action: 'create', record_id: 'b', resource: 'contacts', actor_id: 'me' };
  const changes: AuditLine['changes'] = {
    full_name: [null, 'N'],
    created_by: [null, 'me'],
    customer_id: [null, 'a'],
  };
  expect(shownChanges({ ...added, changes }).map(([field]) => field)).toEqual(['full_name']);
});

it('tells what is hidden from this reader from what was redacted for everybody', () => {
  const veiled = { ...line, changes: { phone: null, city: null }, hidden: ['phone'] };
  expect(shownChanges(veiled).map(([field]) => absenceOf(veiled, field))).toEqual(['hidden', 'redacted']);
});

it('refuses what is no page', () => {
  expect(() => readPage({})).toThrow(TypeError);
  expect(readPage({ lines: [], names: {}, next: null }).lines).toEqual([]);
});
