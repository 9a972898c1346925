import type { Values } from '../../../lib/merge-changes';
import { isRecord } from '../../../ui/custom/field';
import type { FieldDef } from '../../../ui/form/types';
import { isEmpty } from '../../../ui/record/FactValue';
import { type CustomerRecord, valuesOf } from '../record';

const sameText = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
const most = 20;

/** Whether a field holds several values, which are all kept; of what is chosen from a list, one record's is taken. */
export const isGathered = ({ type, options }: FieldDef) => type === 'tags' && !options;

/** A value in a form in which two compare: several in any order are the same. */
const comparable = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);

/** The custom fields that any of the customers has, each with all values that there are of it. */
export function customOfAll(records: readonly CustomerRecord[]): Record<string, unknown[]> {
  const all: Record<string, unknown[]> = {};
  for (const { custom } of records) {
    for (const [key, value] of Object.entries(isRecord(custom) ? custom : {})) {
      all[key] = (all[key] ?? []).concat(value);
    }
  }
  return all;
}

/** Fields that differ among records: of which one value has to be chosen, and those that only some of them fill in. */
export function differing(
  fields: readonly FieldDef[],
  records: readonly CustomerRecord[],
): { choose: FieldDef[]; fill: FieldDef[] } {
  const values = records.map(valuesOf);
  const single = fields.filter((field) => field.part !== 'tags' && !isGathered(field));
  const given = ({ name }: FieldDef) =>
    values.map((record) => record[name]).filter((value) => !isEmpty(value));
  const distinct = (field: FieldDef) => new Set(given(field).map(comparable)).size;
  return {
    choose: single.filter((field) => distinct(field) > 1),
    fill: single.filter((field) => distinct(field) === 1 && given(field).length < records.length),
  };
}

/** Whose value a field takes unless somebody chooses: the kept record's, or the first that has one. */
export function usual(field: string, kept: CustomerRecord, others: readonly CustomerRecord[]): string {
  const holder = [kept, ...others].find((record) => !isEmpty(valuesOf(record)[field]));
  return (holder ?? kept).id;
}

/**
 * The values of the kept record after a merge: of each field the chosen record's, of several-valued ones all of them,
 * and the names of the others as aliases, so that they are found by those.
 */
export function mergedValues(
  fields: readonly FieldDef[],
  kept: CustomerRecord,
  others: readonly CustomerRecord[],
  choice: Record<string, string>,
): Values {
  const records = [kept, ...others];
  const before = valuesOf(kept);
  const result: Values = { ...before };
  const { choose, fill } = differing(fields, records);
  for (const field of [...choose, ...fill]) {
    const from = choice[field.name] ?? usual(field.name, kept, others);
    const record = records.find(({ id }) => id === from) ?? kept;
    result[field.name] = valuesOf(record)[field.name] ?? null;
  }
  for (const field of fields.filter((each) => isGathered(each) && each.part !== 'tags')) {
    const all = records.flatMap((record) => {
      const value = valuesOf(record)[field.name];
      return Array.isArray(value) ? value.map(String) : [];
    });
    if (field.name === 'aliases') all.push(...records.map(({ name }) => name));
    const name = String(result.name ?? kept.name);
    const gathered = all.filter(
      (text, at) =>
        all.findIndex((other) => sameText(other, text)) === at &&
        (field.name !== 'aliases' || !sameText(text, name)),
    );
    result[field.name] = gathered.slice(0, Math.max(most, textCount(before[field.name])));
  }
  return result;
}

const textCount = (value: unknown) => (Array.isArray(value) ? value.length : 0);

/** Which fields a merge changes of the kept record. */
export const changedFields = (fields: readonly FieldDef[], before: Values, after: Values): string[] =>
  fields
    .map(({ name }) => name)
    .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
