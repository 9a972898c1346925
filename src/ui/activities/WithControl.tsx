import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { ControlSlot } from '../form/types';
import { loadPeople } from '../people';
import { useContactsOf } from '../useContactsOf';
import { withContact, withPerson } from './values';

/** The customer whose contacts may have taken part, null for none. */
export const CustomerOfActivity = createContext<string | null>(null);

/** Who took part: the customer's contacts, and colleagues. */
export function WithControl({ value, onChange, ...props }: ControlSlot) {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const contacts = useContactsOf(use(CustomerOfActivity));
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
  });
  const options = [
    {
      label: t('activities.contacts'),
      options: (contacts.data ?? []).map(({ value: id, label }) => ({ value: withContact(id), label })),
    },
    {
      label: t('activities.colleagues'),
      options: (people.data ?? [])
        .filter((person) => person.value !== profile.id)
        .map((person) => ({ value: withPerson(person.value), label: person.label })),
    },
  ].filter((group) => group.options.length > 0);
  return (
    <Select
      {...props}
      mode="multiple"
      className="at-wide"
      value={Array.isArray(value) ? value.map(String) : []}
      options={options}
      loading={people.isLoading || contacts.isLoading}
      optionFilterProp="label"
      onChange={(next: string[]) => onChange?.(next)}
    />
  );
}
