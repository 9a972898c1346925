import type { ReactNode } from 'react';
import type { Values } from '../../lib/merge-changes';
import type { FieldDef } from '../form/types';
import { EditableFact, type SaveFact } from './EditableFact';
import { isEmpty } from './FactValue';
import { Panel } from './Panel';

/** Facts of a record under one title, each to be changed in its place by who may. */
export function FactPanel({
  title,
  fields,
  values,
  country,
  onSave,
  extra,
  denied,
}: {
  title: string;
  fields: readonly FieldDef[];
  values: Values;
  country?: string | null;
  onSave?: SaveFact;
  extra?: ReactNode;
  denied?: string;
}) {
  return (
    <Panel title={title} extra={extra} denied={denied}>
      <dl className="at-facts">
        {fields
          .filter(({ when }) => when?.(values) ?? true)
          .filter(({ quiet, name }) => !quiet || !isEmpty(values[name]))
          .map((field) => (
            <EditableFact
              key={field.name}
              field={field}
              value={values[field.name]}
              country={country}
              onSave={field.fixed ? undefined : onSave}
              locked={field.lock?.(values)}
            />
          ))}
      </dl>
    </Panel>
  );
}
