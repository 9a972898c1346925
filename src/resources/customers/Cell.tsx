import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import type { CellEditorProps } from '../../ui/list/cells';
import { CellFact, CellWaiting } from '../../ui/record/CellFact';
import HolderCell from '../../ui/record/HolderCell';
import { type CustomerRecord, valuesOf } from './record';
import { useCustomer } from './useCustomer';
import { useFields } from './useFields';
import { useSaveCustomer } from './useSaveCustomer';

function Loaded({ customer, field, onClose }: Omit<CellEditorProps, 'id'> & { customer: CustomerRecord }) {
  const fields = useFields(customer.parent?.name);
  const custom = useCustomDefs('customers', 'customer', customer.custom);
  const all = [...fields.all, ...custom.facts];
  const { save, dialog } = useSaveCustomer(customer.id, all, true);
  const values = valuesOf(customer);
  return (
    <CellFact
      field={all.find(({ name }) => name === field)}
      values={values}
      onSave={({ name }, value) => save(customer, { ...values, [name]: value })}
      dialog={dialog}
      onClose={onClose}
    />
  );
}

function Plain({ id, ...props }: CellEditorProps) {
  const { query, record } = useCustomer(id);
  if (!record) return <CellWaiting error={query.error} onClose={props.onClose} />;
  return <Loaded customer={record} {...props} />;
}

/** A field of a customer in its cell of the list. */
export default function CustomerCell(props: CellEditorProps) {
  if (props.field !== 'owner_id') return <Plain {...props} />;
  return <HolderCell resource="customers" overview="customer_overview" {...props} />;
}
