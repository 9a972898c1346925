import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import type { FieldDef } from '../../ui/form/types';
import { findCustomers, findRegions, findTags } from './finders';
import { educations, genders, incomes, industries, kinds, sizes, sources, stages, tiers } from './options';
import { useWords } from './useWords';

export type CustomerPart = 'customer' | 'contact_details' | 'demographics' | 'tags';

const isCompany = (values: Values) => values.kind !== 'person';
const isPerson = (values: Values) => values.kind === 'person';

/**
 * Every field of a customer by its name: what it takes (as the database checks it), what it is called, and in which part
 * of `save_customer`'s payload it stands. The page shows them, the form fills them in.
 * @param parentName the name of the parent company that the customer has already
 */
export function useFields(parentName?: string) {
  const { t } = useTranslation();
  const { client, organisation } = useMe();
  const { choices } = useWords();

  return useMemo(() => {
    const field = (
      name: string,
      part: CustomerPart,
      more: Omit<FieldDef, 'name' | 'part' | 'label'>,
    ): FieldDef => ({
      name,
      part,
      label: t(`customers.fields.${name}`),
      ...more,
    });
    const own = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>) =>
      field(name, 'customer', more);
    const reach = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>) =>
      field(name, 'contact_details', more);
    const about = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>) =>
      field(name, 'demographics', more);
    const list = [
      own('kind', { type: 'select', required: true, options: choices('kinds', kinds) }),
      own('name', { type: 'text', required: true, max: 200, wide: true }),
      own('legal_name', { type: 'text', max: 200, when: isCompany, quiet: true }),
      own('aliases', { type: 'tags', max: 20, quiet: true, hint: t('form.tagsHint') }),
      own('lifecycle_stage', { type: 'select', required: true, options: choices('stages', stages) }),
      own('tier', { type: 'select', options: choices('tiers', tiers) }),
      own('industry', { type: 'select', options: choices('industries', industries), when: isCompany }),
      own('size_band', { type: 'select', options: choices('sizes', sizes), when: isCompany }),
      own('domain', { type: 'domain', when: isCompany }),
      own('website', { type: 'url' }),
      own('parent_id', {
        type: 'record',
        find: (text) => findCustomers(client, text),
        labelOf: () => parentName,
        when: isCompany,
      }),
      own('region', { type: 'text', max: 80, suggest: () => findRegions(client) }),
      own('country', { type: 'country' }),
      own('city', { type: 'text', max: 120 }),
      own('source', { type: 'select', options: choices('sources', sources) }),
      own('product_interests', { type: 'tags', max: 20, quiet: true, wide: true, hint: t('form.tagsHint') }),
      own('price_min', { type: 'number', quiet: true, least: 0, most: 999_999_999_999 }),
      own('price_max', {
        type: 'number',
        quiet: true,
        notBelow: 'price_min',
        least: 0,
        most: 999_999_999_999,
      }),
      own('currency', { type: 'currency', quiet: true }),
      own('description', { type: 'multiline', max: 40_000, wide: true }),
      field('tags', 'tags', { type: 'tags', max: 50, wide: true, find: (text) => findTags(client, text) }),

      reach('email', { type: 'email' }),
      reach('email2', { type: 'email', quiet: true }),
      reach('phone', { type: 'phone' }),
      reach('phone2', { type: 'phone', quiet: true }),
      reach('address_line1', { type: 'text', max: 200, wide: true }),
      reach('address_line2', { type: 'text', max: 200, wide: true, quiet: true }),
      reach('postal_code', { type: 'text', max: 20 }),
      reach('address_city', { type: 'text', max: 120 }),
      reach('address_region', { type: 'text', max: 120 }),
      reach('address_country', { type: 'country' }),

      about('founded_year', { type: 'number', whole: true, least: 1000, most: 2200, when: isCompany }),
      about('employees', { type: 'number', whole: true, least: 0, most: 2_147_483_647, when: isCompany }),
      about('annual_revenue', {
        type: 'number',
        least: 0,
        most: 99_999_999_999_999,
        currency: organisation.baseCurrency,
        when: isCompany,
      }),
      about('birth_date', { type: 'date', when: isPerson }),
      about('gender', { type: 'select', options: choices('genders', genders), when: isPerson }),
      about('education', { type: 'select', options: choices('educations', educations), when: isPerson }),
      about('income_band', { type: 'select', options: choices('incomes', incomes), when: isPerson }),
      about('household_size', { type: 'number', whole: true, least: 1, most: 30, when: isPerson }),
      about('language', { type: 'language' }),
    ];
    const byName = new Map(list.map((item) => [item.name, item]));
    /** The fields of these names, in this order. Throws for a name that is none: a mistake in the code. */
    const pick = (...names: string[]) =>
      names.map((name) => {
        const found = byName.get(name);
        if (!found) throw new Error(`customers have no field ${name}`);
        return found;
      });
    return { all: list, pick };
  }, [t, choices, client, organisation.baseCurrency, parentName]);
}
