import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import { findCustomers } from '../../ui/customers';
import type { ControlSlot, FieldDef } from '../../ui/form';
import { ItemsControl, itemsOf, itemsProblem, sumOf } from '../../ui/items';
import type { FilterOption } from '../../ui/list';
import { AmountControl } from './form/AmountControl';
import { ContactsControl } from './form/ContactsControl';
import { offeredStages, type Stage, stageOptions } from './lookups';
import { sources } from './options';
import { useWords } from './useWords';
import './form/form.css';

function DealItems(slot: ControlSlot) {
  const { t } = useTranslation();
  return <ItemsControl {...slot} empty={t('deals.items.empty')} />;
}

type More = Omit<FieldDef, 'name' | 'part' | 'label'>;

/**
 * Every field of a deal by its name: what it takes (as the database checks it), what it is called, and in which part of
 * `save_deal`'s payload it stands.
 * @param known the names of what the deal refers to already, its currency, and whether it was closed and is not the
 * caller's to amend: its products and amount are locked then, as long as it stays closed
 */
export function useFields(
  stages: readonly Stage[],
  lostReasons: readonly FilterOption[],
  competitors: readonly FilterOption[],
  known: { customer?: string; currency?: string; stage?: string; locked?: boolean },
) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client } = useMe();
  const { choices } = useWords();
  const { customer, currency, stage, locked = false } = known;

  return useMemo(() => {
    const field = (name: string, part: string, more: More): FieldDef => ({
      name,
      part,
      label: t(`deals.fields.${name}`),
      ...more,
    });
    const own = (name: string, more: More) => field(name, 'deal', more);
    const outcomeOf = ({ stage_id }: Values) => stages.find(({ id }) => id === stage_id)?.outcome ?? 'open';
    const isLost = (values: Values) => outcomeOf(values) === 'lost';
    const isClosed = (values: Values) => outcomeOf(values) !== 'open';
    const lock = (values: Values) => (locked && isClosed(values) ? t('deals.locked') : null);
    const lines = (value: unknown) => {
      const items = itemsOf(value);
      const sum = formats.money(sumOf(items), currency ?? 'USD');
      return items.length === 0 ? '–' : `${formats.number(items.length)} · ${sum}`;
    };
    const list = [
      own('name', { type: 'text', required: true, max: 200, wide: true }),
      own('customer_id', {
        type: 'record',
        find: (text) => findCustomers(client, text),
        labelOf: () => customer,
      }),
      own('stage_id', {
        type: 'select',
        required: true,
        options: stageOptions(offeredStages(stages, stage)),
      }),
      own('source', { type: 'select', options: choices('sources', sources) }),
      own('expected_close_date', { type: 'date' }),
      own('amount', { type: 'number', least: 0, most: 999_999_999_999, currency, lock }),
      own('currency', { type: 'currency', required: true, lock }),
      own('amount_is_estimate', { type: 'switch' }),
      own('win_probability', { type: 'number', least: 0, most: 100, hint: t('deals.probabilityHint') }),
      field('items', 'items', {
        type: 'record',
        wide: true,
        bare: true,
        lock,
        control: DealItems,
        show: lines,
        check: (value) => {
          const problem = itemsProblem(itemsOf(value));
          return problem && t(`items.${problem}`);
        },
      }),
      own('next_step', { type: 'text', max: 500, wide: true }),
      own('next_step_at', { type: 'date' }),
      own('lost_reason_id', { type: 'select', required: true, options: lostReasons, when: isLost }),
      own('lost_note', { type: 'multiline', max: 2000, wide: true, when: isLost }),
      own('competitor_id', { type: 'select', options: competitors, when: isClosed }),
      own('closed_at', { type: 'date', when: isClosed }),
      own('opened_at', { type: 'date', required: true }),
      own('description', { type: 'multiline', max: 40_000, wide: true }),
      field('contacts', 'contacts', {
        type: 'record',
        wide: true,
        bare: true,
        control: ContactsControl,
        show: (value) => formats.number(Array.isArray(value) ? value.length : 0),
      }),
      field('cost', 'financials', { type: 'number', least: 0, most: 999_999_999_999, currency }),
      field('discount', 'financials', { type: 'number', least: 0, most: 999_999_999_999, currency }),
    ];
    const byName = new Map(list.map((item) => [item.name, item]));
    /** The fields of these names, in this order. Throws for a name that is none: a mistake in the code. */
    const pick = (...names: string[]) =>
      names.map((name) => {
        const found = byName.get(name);
        if (!found) throw new Error(`deals have no field ${name}`);
        return found;
      });
    /** A field as a form needs it, where the page edits it in place more simply. */
    const inForm = (item: FieldDef): FieldDef =>
      item.name === 'amount' ? { ...item, control: AmountControl } : item;
    return { all: list, pick, inForm };
  }, [t, formats, client, choices, stages, lostReasons, competitors, customer, currency, stage, locked]);
}

export type Fields = ReturnType<typeof useFields>;
