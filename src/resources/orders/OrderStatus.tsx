import { StatusCell } from '../../ui/related/cells';
import { orderTones } from '../../ui/related/statuses';

/** How far an order is. */
export const OrderStatus = ({ status }: { status: string }) => (
  <StatusCell list="orderStatuses" value={status} tones={orderTones} />
);
