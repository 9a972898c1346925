import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../providers/me';
import { loadRoles } from '../../ui/access/lookups';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { type ControlSlot, ManyControl } from '../../ui/form';

/** Chooses the roles that somebody has. */
export function RolesControl(slot: ControlSlot) {
  const { client } = useMe();
  const words = useAccessWords();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'roles', 'options'],
    queryFn: () => loadRoles(client),
  });
  return (
    <ManyControl {...slot} options={data?.map((role) => ({ value: role.id, label: words.role(role) }))} />
  );
}
