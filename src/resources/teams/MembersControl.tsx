import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMe } from '../../providers/me';
import type { ControlSlot } from '../../ui/form';
import { loadPeople } from '../../ui/people';

/** Chooses who is in a team. */
export function MembersControl({ value, onChange, ...slot }: ControlSlot) {
  const { client } = useMe();
  const { data, isPending } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'options', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
  });
  return (
    <Select<string[]>
      {...slot}
      mode="multiple"
      className="at-wide"
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={data && Array.isArray(value) ? value.map(String) : []}
      options={data ?? []}
      onChange={(next) => onChange?.([...next].sort())}
    />
  );
}
