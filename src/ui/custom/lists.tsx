import type { BaseRecord } from '@refinedev/core';
import type { TFunction } from 'i18next';
import type { CsvValue } from '../../lib/csv';
import type { AtriumClient } from '../../providers/client';
import { dayIs } from '../list/conditions';
import type { Column, FilterDef, FilterOption } from '../list/types';
import { PersonById } from '../PersonById';
import { loadPeople } from '../people';
import { FactValue } from '../record/FactValue';
import { type CustomField, customName, isRecord, labelIn, loadCustomFields } from './field';
import { type Surroundings, toFieldDef } from './toFieldDef';
import type { CustomLists } from './useCustomLists';

/** What the address calls a field's filter, and what the list calls its column. */
const keyIn = ({ key }: CustomField) => `custom_${key}`;

const valueIn = (field: CustomField, row: BaseRecord): unknown =>
  isRecord(row.custom) ? row.custom[field.key] : undefined;

/** A text as its list column has it (`private.custom_list_value`). */
const exactText = (text: string) => text.trim().toLowerCase().slice(0, 200);

const choiceOptions = ({ choices }: CustomField, language: string): FilterOption[] =>
  choices
    .toSorted((a, b) => Number(b.active) - Number(a.active))
    .map(({ key, labels }) => ({ value: key, label: labelIn(labels, language) }));

/** By what, if anything, lists are narrowed by a field; undefined where no index would serve it. */
function toFilter(
  field: CustomField,
  client: AtriumClient,
  { t, language }: Pick<Surroundings, 't' | 'language'>,
): FilterDef | undefined {
  const column = field.list_column;
  if (column === null) return;
  const common = {
    key: keyIn(field),
    field: column,
    label: labelIn(field.labels, language),
    none: true,
    lesser: true,
  };
  switch (field.type) {
    case 'number':
    case 'money':
      return { ...common, options: 'number' };
    case 'date':
      return { ...common, options: 'days', conditions: (values) => dayIs(column, values) };
    case 'choice':
      return { ...common, options: choiceOptions(field, language) };
    case 'boolean':
      return {
        ...common,
        options: [
          { value: 'true', label: t('form.yes') },
          { value: 'false', label: t('form.no') },
        ],
      };
    case 'person':
      return { ...common, options: () => loadPeople(client), people: true };
    case 'choices':
      return;
    default:
      return { ...common, options: 'text', exact: exactText };
  }
}

function toColumn(field: CustomField, surroundings: Surroundings): Column<BaseRecord> {
  const { people, language } = surroundings;
  const nameOf = (id: unknown) => people.find(({ value }) => value === id)?.label;
  return {
    key: keyIn(field),
    title: labelIn(field.labels, language),
    field: customName(field.key),
    sort: field.list_column !== null && sortedAsShown(field) ? field.list_column : undefined,
    numeric: field.type === 'number' || field.type === 'money',
    width: 130,
    more: true,
    needs: 'custom',
    render: (row) => {
      const value = valueIn(field, row);
      return field.type === 'person' && typeof value === 'string' ? (
        <PersonById id={value} name={nameOf(value)} />
      ) : (
        <FactValue field={toFieldDef(field, '', value, surroundings)} value={value} />
      );
    },
  };
}

/** Whether the order of the column's values is that of what is read: a choice's key or a person's id says nothing. */
const sortedAsShown = ({ type }: CustomField) => type !== 'choice' && type !== 'person';

/** A value as a file has it: the words that are read, numbers and days as such. */
function toCell(field: CustomField, value: unknown, surroundings: Surroundings): CsvValue {
  const { people, language, t } = surroundings;
  const labelOf = (key: unknown) => {
    const labels = field.choices.find((choice) => choice.key === key)?.labels;
    return labels ? labelIn(labels, language) : String(key);
  };
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(labelOf).join('; ');
  if (field.type === 'choice') return labelOf(value);
  if (field.type === 'person') return people.find((one) => one.value === value)?.label;
  return String(value);
}

/**
 * What the custom fields of a kind of record add to its list, in the reader's language: those that are offered, in their
 * order. Rejects with an AtriumError.
 */
export async function customLists(
  client: AtriumClient,
  resource: string,
  { t, language, currency }: { t: TFunction; language: string; currency: string },
): Promise<CustomLists> {
  const fields = (await loadCustomFields(client, resource)).filter(({ active }) => active);
  const people = fields.some(({ type }) => type === 'person') ? await loadPeople(client) : [];
  const surroundings = { t, language, currency, people };
  return {
    filters: fields.flatMap((field) => toFilter(field, client, surroundings) ?? []),
    sortable: fields.flatMap((field) =>
      field.list_column !== null && sortedAsShown(field) ? [field.list_column] : [],
    ),
    columns: fields.map((field) => toColumn(field, surroundings)),
    exported: fields.map((field) => ({
      title: labelIn(field.labels, language),
      value: (row) => toCell(field, valueIn(field, row), surroundings),
    })),
  };
}
