import { describe, expect, it } from 'vitest';
import { embeds, only, silentEmbed, withColumns } from './select';

const select =
  'id,total:amount::text,owner:profiles!deals_owner_id_fkey!inner(full_name),customer:customers(name,tags(id)),...stage(name)';

describe('silentEmbed', () => {
  it.each([
    ['owner', '_w1:profiles!deals_owner_id_fkey()'],
    ['customer', '_w1:customers()'],
    ['customer.tags', '_w1:customers(tags:tags!inner())'],
    ['stage', '_w1:stage()'],
    ['lost_reason_id', '_w1:lost_reason_id()'],
  ])('follows %s by the names of the select', (path, expected) => {
    expect(silentEmbed(select, '_w1', path.split('.'), false)).toBe(expected);
  });

  it('leaves rows out where that is wished', () => {
    expect(silentEmbed(select, '_w1', ['owner'], true)).toBe('_w1:profiles!deals_owner_id_fkey!inner()');
  });
});

it('embeds knows which tables stand there with which columns', () => {
  expect(embeds(select, 'owner', 'full_name')).toBe(true);
  expect(embeds('id, owner:profiles!owner_id(id, full_name)', 'owner', 'full_name')).toBe(true);
  expect(embeds('owner(*)', 'owner', 'full_name')).toBe(true);
  expect(embeds(select, 'owner', 'email')).toBe(false);
  expect(embeds(select, 'total', 'amount')).toBe(false);
  expect(embeds(select, 'profiles', 'full_name')).toBe(false);
});

it('withColumns adds what is not there', () => {
  expect(withColumns('id,total:amount::text', ['id', 'amount', 'name'])).toBe('id,total:amount::text,name');
  expect(withColumns('*,owner:profiles(full_name)', ['name'])).toBe('*,owner:profiles(full_name)');
});

it('only keeps what has these names, and adds columns that are not there', () => {
  expect(only(select, ['id', 'customer'])).toBe('id,customer:customers(name,tags(id))');
  expect(only('name,owner:profiles(full_name)', ['id'])).toBe('id');
  expect(only('*', ['deal_id', 'tag_id'])).toBe('deal_id,tag_id');
});
