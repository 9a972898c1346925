import { Person } from './Person';
import { useAvatar } from './useAvatar';

/** A person of whom a row has id and name: the picture comes by itself. */
export function PersonById({
  id,
  name,
  size,
}: {
  id: string | null | undefined;
  name: string | null | undefined;
  size?: number;
}) {
  const avatar = useAvatar(name ? id : null);
  return <Person name={name} avatar={avatar} size={size} />;
}
