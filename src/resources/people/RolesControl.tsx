import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMe } from '../../providers/me';
import { loadRoles } from '../../ui/access/lookups';
import { useAccessWords } from '../../ui/access/useAccessWords';
import type { ControlSlot } from '../../ui/form';

/** Chooses the roles that somebody has. */
export function RolesControl({ value, onChange, ...slot }: ControlSlot) {
  const { client } = useMe();
  const words = useAccessWords();
  const { data, isPending } = useQuery({
    queryKey: ['data', 'default', 'roles', 'options'],
    queryFn: () => loadRoles(client),
  });
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Select<string[]>
      {...slot}
      mode="multiple"
      className="at-wide"
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={data ? chosen : []}
      options={(data ?? []).map((role) => ({ value: role.id, label: words.role(role) }))}
      onChange={(next) => onChange?.([...next].sort())}
    />
  );
}
