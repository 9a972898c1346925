import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { createContext, use } from 'react';
import { useMe } from '../../providers/me';
import type { ControlSlot } from '../../ui/form/types';
import type { FilterOption } from '../../ui/list/types';
import { loadPeople } from '../../ui/people';

/** Who takes part in the event already, whom the form knows by name. */
export const KnownParticipants = createContext<readonly FilterOption[]>([]);

/** Who takes part: colleagues, who does already, and anybody else by an e-mail address that is typed. */
export function ParticipantsControl({ value, onChange, ...slot }: ControlSlot) {
  const known = use(KnownParticipants);
  const { client, profile } = useMe();
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
  });
  const colleagues = (people.data ?? [])
    .filter((person) => person.value !== profile.id)
    .map((person) => ({ value: `person/${person.value}`, label: person.label }));
  const named = new Set(colleagues.map((one) => one.value));
  return (
    <Select<string[]>
      {...slot}
      mode="tags"
      className="at-wide"
      tokenSeparators={[',', ';', ' ']}
      showSearch={{ optionFilterProp: 'label' }}
      loading={people.isLoading}
      value={Array.isArray(value) ? value.map(String) : []}
      options={[...colleagues, ...known.filter((one) => !named.has(one.value))]}
      onChange={(next) => onChange?.([...next].sort())}
    />
  );
}
