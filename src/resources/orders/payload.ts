import { startOfDay } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import type { Version } from '../../ui/form';
import { itemsOf } from '../../ui/items';

/** What `save_order` takes of a form: the fields that changed, and the lines whole. */
export function toPayload(
  values: Values,
  changed: readonly string[],
  versions: Version['versions'],
  timezone: string,
): Record<string, unknown> {
  const own = changed.filter((name) => name !== 'items');
  const stored = (name: string) => {
    const value = values[name];
    return name === 'ordered_at' && typeof value === 'string' ? startOfDay(value, timezone) : (value ?? null);
  };
  return {
    ...(own.length > 0 ? { order: Object.fromEntries(own.map((name) => [name, stored(name)])) } : {}),
    ...(changed.includes('items') ? { items: itemsOf(values.items) } : {}),
    versions,
  };
}
