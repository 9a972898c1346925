import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { FieldDef, FormSection } from '../form/types';
import { loadPeople } from '../people';
import { customName, customValues } from './field';
import { toFieldDef } from './toFieldDef';
import { useCustomFields } from './useCustomFields';
import './texts';

const none: readonly never[] = [];

/**
 * The custom fields of a record as forms and pages take them: `facts` for its page (a retired one where it has a value),
 * `sections` for its form (none where there is no field). Nothing until they are `known`.
 * @param part the part of the payload that they are saved with
 * @param custom the record's custom values, of several records all that there are of each; left out of a new one
 */
export function useCustomDefs(resource: string, part: string, custom?: unknown) {
  const { t, i18n } = useTranslation();
  const { client, organisation } = useMe();
  const { data: fields, error, refetch } = useCustomFields(resource);
  const names = fields?.some(({ type }) => type === 'person') ?? false;
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'names'],
    queryFn: () => loadPeople(client),
    enabled: names,
    staleTime: 60_000,
  });
  const known = fields !== undefined && (!names || !people.isLoading);

  return useMemo(() => {
    const values = customValues(custom);
    const defs = (fields ?? none).map((field) => ({
      field,
      def: toFieldDef(field, part, values[customName(field.key)], {
        t,
        language: i18n.language,
        currency: organisation.baseCurrency,
        people: people.data ?? none,
      }),
    }));
    const offered = defs.filter(({ field }) => field.active).map(({ def }) => def);
    const facts: FieldDef[] = defs
      .filter(({ field, def }) => field.active || values[def.name] !== undefined)
      .map(({ def }) => def);
    /** What may be set of many records at once. */
    const settable = defs.filter(({ field }) => field.active && !field.is_unique).map(({ def }) => def);
    const title = t('custom.title');
    const sections: FormSection[] = offered.length > 0 ? [{ key: 'custom', title, fields: offered }] : [];
    /** What a new record has by default. */
    const initial = Object.fromEntries(
      defs
        .filter(({ field }) => field.active && field.default_value !== null)
        .map(({ field, def }) => [def.name, field.default_value]),
    );
    return { facts, sections, settable, initial, title, known, error, refetch };
  }, [fields, part, custom, t, i18n.language, organisation.baseCurrency, people.data, known, error, refetch]);
}
