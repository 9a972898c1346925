import { useMe } from '../../providers/me';
import { useCustomerName } from '../../ui/CustomerOf';
import type { CellEditorProps } from '../../ui/list/cells';
import { CellFact, CellWaiting } from '../../ui/record/CellFact';
import HolderCell from '../../ui/record/HolderCell';
import { type TicketRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useSaveTicket } from './useSaveTicket';
import { useTicket } from './useTicket';

function Loaded({ ticket, field, onClose }: Omit<CellEditorProps, 'id'> & { ticket: TicketRecord }) {
  const { timezone } = useMe().organisation;
  const { all } = useFields({ customer: useCustomerName()(ticket), product: ticket.product?.name });
  const { save, dialog } = useSaveTicket(ticket.id, all, true);
  const values = valuesOf(ticket, timezone);
  return (
    <CellFact
      field={all.find(({ name }) => name === field)}
      values={values}
      onSave={({ name }, value) => save(ticket, { ...values, [name]: value })}
      dialog={dialog}
      onClose={onClose}
    />
  );
}

function Plain({ id, ...props }: CellEditorProps) {
  const { query, record } = useTicket(id);
  if (!record) return <CellWaiting error={query.error} onClose={props.onClose} />;
  return <Loaded ticket={record} {...props} />;
}

/** A field of a ticket in its cell of the list. */
export default function TicketCell(props: CellEditorProps) {
  if (props.field !== 'assignee_id') return <Plain {...props} />;
  return <HolderCell resource="tickets" overview="ticket_overview" {...props} />;
}
