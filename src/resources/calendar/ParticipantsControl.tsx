import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { createContext, use } from 'react';
import { useMe } from '../../providers/me';
import type { ControlSlot } from '../../ui/form/types';
import type { FilterOption } from '../../ui/list/types';
import { loadPeople } from '../../ui/people';
import { useContacts } from './useContacts';

/** Who takes part in the event already, whom the form knows by name. */
export const KnownParticipants = createContext<readonly FilterOption[]>([]);

/** Who takes part: colleagues, contacts of the customer whom it is about, who does already, and anybody else by an e-mail address that is typed. */
export function ParticipantsControl({ value, onChange, ...slot }: ControlSlot) {
  const known = use(KnownParticipants);
  const { client, profile } = useMe();
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
  });
  const contacts = useContacts(Form.useWatch('about', Form.useFormInstance()));
  const colleagues = (people.data ?? [])
    .filter((person) => person.value !== profile.id)
    .map((person) => ({ value: `person/${person.value}`, label: person.label }));
  const offered = [...colleagues, ...contacts];
  const named = new Set(offered.map((one) => one.value));
  return (
    <Select<string[]>
      {...slot}
      mode="tags"
      className="at-wide"
      tokenSeparators={[',', ';', '\n']}
      showSearch={{ optionFilterProp: 'label' }}
      loading={people.isLoading}
      value={Array.isArray(value) ? value.map(String) : []}
      options={[...offered, ...known.filter((one) => !named.has(one.value))]}
      onChange={(next) => onChange?.([...next].sort())}
    />
  );
}
