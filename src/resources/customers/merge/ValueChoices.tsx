import { Radio } from 'antd';
import { useId } from 'react';
import type { FieldDef } from '../../../ui/form/types';
import { FactValue } from '../../../ui/record/FactValue';
import { type CustomerRecord, valuesOf } from '../record';
import { usual } from './values';

/** Fields in a line each, the customers' values beside each other: whose is taken. */
export function ValueChoices({
  fields,
  kept,
  others,
  choice,
  onChoose,
}: {
  fields: readonly FieldDef[];
  kept: CustomerRecord;
  others: readonly CustomerRecord[];
  /** Whose value of a field was chosen, by ids. */
  choice: Record<string, string>;
  onChoose: (choice: Record<string, string>) => void;
}) {
  const id = useId();
  const records = [kept, ...others];
  return (
    <div className="customers-merge-values">
      <div className="customers-merge-value customers-merge-names" aria-hidden>
        <span />
        <div>
          {records.map((record) => (
            <bdi key={record.id}>{record.name}</bdi>
          ))}
        </div>
      </div>
      {fields.map((field) => (
        <div key={field.name} className="customers-merge-value">
          <span id={`${id}-${field.name}`}>{field.label}</span>
          <Radio.Group
            aria-labelledby={`${id}-${field.name}`}
            value={choice[field.name] ?? usual(field.name, kept, others)}
            onChange={({ target }) => onChoose({ ...choice, [field.name]: String(target.value) })}
          >
            {records.map((record) => (
              <Radio key={record.id} value={record.id}>
                <bdi className="customers-merge-whose">{record.name}</bdi>
                <FactValue field={field} value={valuesOf(record)[field.name]} country={record.country} />
              </Radio>
            ))}
          </Radio.Group>
        </div>
      ))}
    </div>
  );
}
