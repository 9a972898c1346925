import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../providers/me';
import { type ControlSlot, ManyControl } from '../../ui/form';
import { loadPeople } from '../../ui/people';

/** Chooses who is in a team. */
export function MembersControl(slot: ControlSlot) {
  const { client } = useMe();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'options', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
  });
  return <ManyControl {...slot} options={data} />;
}
