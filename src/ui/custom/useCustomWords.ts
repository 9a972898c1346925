import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { loadPeople } from '../people';
import { useFormats } from '../useFormats';
import { type CustomField, customKey, labelIn, loadCustomFields } from './field';

/** What custom fields and their values are called, whatever kind of record they are of. */
export interface CustomWords {
  /** A field's label; undefined for one that the reader does not know. */
  label(resource: string, key: string): string | undefined;
  /** The label of any field of a record, the form's own or a custom one. */
  field(resource: string, name: string): string;
  /** A value in words; undefined where it is to be read as it is. */
  value(resource: string, key: string, raw: unknown): string | undefined;
}

/** Puts custom fields and their values into words, for logs: retired ones too. */
export function useCustomWords(): CustomWords {
  const { t, i18n } = useTranslation();
  const { client, organisation } = useMe();
  const formats = useFormats();
  const { data: fields } = useQuery({
    queryKey: ['data', 'default', 'custom_fields', 'list', 'all'],
    queryFn: () => loadCustomFields(client),
    staleTime: 60_000,
  });
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'names'],
    queryFn: () => loadPeople(client),
    enabled: fields?.some(({ type }) => type === 'person') ?? false,
    staleTime: 60_000,
  });

  return useMemo(() => {
    const find = (resource: string, key: string) =>
      fields?.find((field) => field.resource === resource && field.key === key);
    const choice = ({ choices }: CustomField, key: unknown) => {
      const labels = choices.find((one) => one.key === key)?.labels;
      return labels ? labelIn(labels, i18n.language) : String(key);
    };
    const label = (resource: string, key: string) => {
      const field = find(resource, key);
      return field && labelIn(field.labels, i18n.language);
    };
    return {
      label,
      field: (resource, name) => {
        const key = customKey(name);
        return key === undefined ? t(`${resource}.fields.${name}`) : (label(resource, key) ?? key);
      },
      value: (resource, key, raw) => {
        const field = find(resource, key);
        if (!field || raw === null || raw === undefined) return undefined;
        if (typeof raw === 'boolean') return t(raw ? 'form.yes' : 'form.no');
        if (typeof raw === 'number')
          return field.type === 'money' ? formats.money(raw, organisation.baseCurrency) : formats.number(raw);
        if (Array.isArray(raw)) return formats.list(raw.map((one) => choice(field, one)));
        if (field.type === 'choice') return choice(field, raw);
        if (field.type === 'date') return formats.date(String(raw));
        if (field.type === 'person') return people.data?.find(({ value }) => value === raw)?.label;
        return String(raw);
      },
    };
  }, [fields, people.data, t, i18n.language, formats, organisation.baseCurrency]);
}
