import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, tidy } from '../../lib/checks';
import { withField } from '../custom/field';
import { FieldControl } from '../form/FieldControl';
import type { FieldDef } from '../form/types';
import { useFormats } from '../useFormats';
import { BulkDialog } from './BulkDialog';
import type { BulkDialogProps } from './types';

/** Sets fields of the chosen rows: which ones, and to what; a field left empty is emptied. */
export function SetFields({
  fields,
  toColumn = (_, value) => value,
  ...props
}: BulkDialogProps & {
  fields: readonly FieldDef[];
  /** What the column takes for what the control gives, where that is another thing. */
  toColumn?: (name: string, value: unknown) => unknown;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const { count } = props.chosen.selection;
  const picked = fields.filter(({ name }) => name in values);
  const problems = picked.map((field) => problemOf(field, tidy(field.type, values[field.name] ?? null)));
  const set = (name: string, value: unknown) => setValues((now) => ({ ...now, [name]: value }));
  const leave = (name: string) =>
    setValues((now) => Object.fromEntries(Object.entries(now).filter(([key]) => key !== name)));

  return (
    <BulkDialog
      {...props}
      title={t('changes.set.title', { count, number: formats.number(count) })}
      action={t('changes.set.action')}
      ready={picked.length > 0 && problems.every((problem) => problem === null)}
      change={{
        action: 'set',
        changes: picked.reduce<Record<string, unknown>>(
          (changes, { name, type }) =>
            withField(changes, name, toColumn(name, tidy(type, values[name] ?? null)) ?? null),
          {},
        ),
      }}
    >
      <div className="at-bulk-fields">
        {picked.map((field, at) => {
          const problem = problems[at];
          return (
            <div key={field.name} className="at-bulk-field">
              <label htmlFor={`${id}-${field.name}`}>{field.label}</label>
              <FieldControl
                field={field}
                id={`${id}-${field.name}`}
                value={values[field.name]}
                onChange={(value) => set(field.name, value)}
                aria-describedby={`${id}-${field.name}-hint`}
              />
              <Button
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('changes.set.leave', { field: field.label })}
                onClick={() => leave(field.name)}
              />
              <span id={`${id}-${field.name}-hint`} className="at-hint">
                {problem ? t(problem.key, problem.params) : field.required ? null : t('changes.set.empty')}
              </span>
            </div>
          );
        })}
        <Select
          className="at-wide"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('changes.set.add')}
          placeholder={t('changes.set.add')}
          value={null}
          options={fields
            .filter(({ name }) => !(name in values))
            .map(({ name, label }) => ({ value: name, label }))}
          onChange={(name: string | null) => name && set(name, null)}
        />
      </div>
    </BulkDialog>
  );
}
