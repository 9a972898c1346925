import { useQuery } from '@tanstack/react-query';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';
import { readSubject } from '../../ui/tasks/values';
import { useContactsOf } from '../../ui/useContactsOf';

/** The contacts of the customer whom an event is about, itself or by its deal or ticket, as participants to choose from. */
export function useContacts(about: unknown): { value: string; label: string }[] {
  const { client } = useMe();
  const subject = readSubject(about);
  const owned = subject && subject.kind !== 'customers' ? subject : null;
  const { data } = useQuery({
    queryKey: ['data', 'default', owned?.kind, 'customer of', owned?.id],
    queryFn: async () => {
      if (!owned) return null;
      const table = owned.kind === 'deals' ? 'deals' : 'tickets';
      const [row] = await rowsOf(client.from(table).select('customer_id').eq('id', owned.id));
      return row?.customer_id ? String(row.customer_id) : null;
    },
    enabled: owned !== null,
  });
  const contacts = useContactsOf(subject?.kind === 'customers' ? subject.id : ((owned && data) ?? null));
  return (contacts.data ?? []).map(({ value, label }) => ({
    value: `contact/${value}`,
    label: String(label),
  }));
}
