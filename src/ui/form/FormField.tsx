import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemOf, tidy } from '../../lib/checks';
import { FieldControl } from './FieldControl';
import type { FieldDef } from './types';

/** A field with its label, its check and what is wrong with it. */
export function FormField({
  field,
  country,
  locked,
}: {
  field: FieldDef;
  country?: string | null;
  /** Shown, and not to be changed: the form says why. */
  locked?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={field.name}
      label={
        field.bare ? undefined : (
          <>
            {field.label}
            {field.required || field.type === 'switch' ? null : (
              <span className="at-optional">{t('form.optional')}</span>
            )}
          </>
        )
      }
      required={field.required}
      extra={field.hint}
      className={field.wide ? 'at-form-wide' : undefined}
      valuePropName="value"
      dependencies={field.notBelow ? [field.notBelow] : undefined}
      rules={[
        ({ getFieldValue }) => ({
          validator: async (_, value: unknown) => {
            const problem = problemOf(field, tidy(field.type, value));
            if (problem) throw new Error(t(problem.key, problem.params));
            const own = field.check?.(value);
            if (own) throw new Error(own);
            const least: unknown = field.notBelow ? getFieldValue(field.notBelow) : null;
            if (typeof value === 'number' && typeof least === 'number' && value < least)
              throw new Error(t('form.check.rangeOrder'));
          },
        }),
      ]}
    >
      <FieldControl field={field} country={country} disabled={locked} />
    </Form.Item>
  );
}
