import { startOfDay } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import { withField } from '../../ui/custom/field';
import type { FieldDef, Version } from '../../ui/form';

const moments = ['opened_at', 'closed_at', 'next_step_at'];

/** What `save_deal` takes of a form: each part with the fields that changed, lists whole. */
export function toPayload(
  fields: readonly FieldDef[],
  {
    values,
    changed,
    versions,
    timezone,
  }: { values: Values; changed: string[]; versions: Version['versions']; timezone: string },
): Record<string, unknown> {
  const stored = (name: string): unknown => {
    const value = values[name];
    if (typeof value === 'string' && moments.includes(name)) return startOfDay(value, timezone);
    if (name === 'win_probability' && value !== null && value !== undefined) return Number(value) / 100;
    return value;
  };
  const parts: Record<string, Record<string, unknown>> = {};
  const lists: Record<string, unknown> = {};
  for (const { name, part } of fields) {
    if (!changed.includes(name)) continue;
    if (part === name) lists[name] = Array.isArray(values[name]) ? values[name] : [];
    else parts[part] = withField(parts[part], name, stored(name));
  }
  // The form shows the amount, whether it is the products' sum or set by hand: it is saved as it was shown.
  if ('items' in lists) parts.deal = { ...parts.deal, amount: values.amount ?? null };
  const touched = (part: string) => part in parts || (part === 'deal' && Object.keys(lists).length > 0);
  return {
    ...parts,
    ...lists,
    versions: Object.fromEntries(Object.entries(versions).filter(([part]) => touched(part))),
  };
}
