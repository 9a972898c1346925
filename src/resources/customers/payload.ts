import type { Values } from '../../lib/merge-changes';
import { withField } from '../../ui/custom/field';
import type { FieldDef, Version } from '../../ui/form';

/** What `save_customer` takes of a form: each part with the fields that changed, tags as what comes and what goes. */
export function toPayload(
  fields: readonly FieldDef[],
  {
    values,
    changed,
    before,
    versions,
  }: { values: Values; changed: string[]; before: Values; versions: Version['versions'] },
): Record<string, unknown> {
  const parts: Record<string, Record<string, unknown>> = {};
  for (const { name, part } of fields) {
    if (part === 'tags' || !changed.includes(name)) continue;
    parts[part] = withField(parts[part], name, values[name]);
  }
  const payload: Record<string, unknown> = {
    ...parts,
    versions: Object.fromEntries(Object.entries(versions).filter(([part]) => part in parts)),
  };
  if (changed.includes('tags')) {
    const [old, now] = [textsOf(before.tags), textsOf(values.tags)];
    payload.add_tags = now.filter((tag) => !old.includes(tag));
    payload.remove_tags = old.filter((tag) => !now.includes(tag));
  }
  return payload;
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
