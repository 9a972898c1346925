import { StatusTag } from '../../ui';
import { orderTones } from '../../ui/related/statuses';
import { useWords } from './useWords';

/** How far an order is. */
export function OrderStatus({ status }: { status: string }) {
  return <StatusTag tone={orderTones[status] ?? 'neutral'}>{useWords().status(status)}</StatusTag>;
}
