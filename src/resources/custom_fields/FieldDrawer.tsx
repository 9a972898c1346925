import { App, Form, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../app/languages';
import { fromApi } from '../../lib/errors';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { YesNoControl } from '../../ui/custom/controls';
import { type CustomChoice, type CustomField, customTypes, labelIn } from '../../ui/custom/field';
import { FormDrawer } from '../../ui/dialog';
import type { ControlSlot, FieldDef, FormSection } from '../../ui/form';
import { ChoicesControl } from './ChoicesControl';
import { Preview } from './Preview';
import { defaultNameOf, keyFrom, labelName, toForm, toRow } from './values';

/** The default of a field to choose from: one of the choices that the form has. */
function DefaultChoice({ value, onChange, ...slot }: ControlSlot) {
  const { i18n } = useTranslation();
  const choices: CustomChoice[] = Form.useWatch('choices') ?? [];
  return (
    <Select<string>
      {...slot}
      className="at-wide"
      allowClear
      value={typeof value === 'string' ? value : undefined}
      options={choices
        .filter(({ active }) => active)
        .map(({ key, labels }) => ({ value: key, label: labelIn(labels, i18n.language) }))}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  );
}

const mayBeUnique = ({ type }: Values) => type === 'text' || type === 'number' || type === 'link';

/** What a field may be asked for in its form. */
function useSections(resource: string, field: CustomField | null): FormSection[] {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const own = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>): FieldDef => ({
      name,
      part: 'field',
      label: t(`custom_fields.fields.${name}`),
      wide: true,
      ...more,
    });
    const byDefault = (kind: string, more: Pick<FieldDef, 'type' | 'control' | 'max'>): FieldDef => ({
      ...own('default_value', more),
      name: `default_${kind}`,
      when: (values) =>
        defaultNameOf(values.type) === `default_${kind}` &&
        !(mayBeUnique(values) && values.is_unique === true),
    });
    const mine = i18n.language;
    const inOrder = [...languages].sort((a, b) => Number(b === mine) - Number(a === mine));
    return [
      {
        key: 'labels',
        title: t('custom_fields.labels'),
        fields: inOrder.map((language, index) => ({
          ...own('labels', { type: 'text', max: 80 }),
          name: labelName(language),
          label: t('custom_fields.label', { language: languageNames[language] }),
          required: index === 0 && (field === null || field.labels[mine] !== undefined),
          hint: index === 0 ? t('custom_fields.labelHint') : undefined,
        })),
      },
      {
        key: 'field',
        title: t('custom_fields.field'),
        fields: [
          own('type', {
            type: 'select',
            required: true,
            options: customTypes.map((type) => ({ value: type, label: t(`custom_fields.types.${type}`) })),
          }),
          own('choices', {
            required: true,
            type: 'record',
            control: ChoicesControl,
            when: ({ type }) => type === 'choice' || type === 'choices',
          }),
          ...(field ? [] : [own('key', { type: 'text', max: 40, hint: t('custom_fields.keyHint') })]),
        ],
      },
      {
        key: 'rules',
        title: t('custom_fields.rules'),
        fields: [
          ...(resource === 'customers'
            ? [
                own('kinds', {
                  type: 'select',
                  required: true,
                  options: [
                    { value: 'all', label: t('custom_fields.kindsAll') },
                    { value: 'company', label: t('custom_fields.kindsCompany') },
                    { value: 'person', label: t('custom_fields.kindsPerson') },
                  ],
                }),
              ]
            : []),
          own('required', { type: 'switch', hint: t('custom_fields.requiredHint') }),
          own('is_unique', { type: 'switch', hint: t('custom_fields.uniqueHint'), when: mayBeUnique }),
          byDefault('text', { type: 'text', max: 1000 }),
          byDefault('number', { type: 'number' }),
          byDefault('date', { type: 'date' }),
          byDefault('boolean', { type: 'select', control: YesNoControl }),
          byDefault('choice', { type: 'select', control: DefaultChoice }),
        ],
      },
    ];
  }, [t, i18n.language, resource, field]);
}

/** A custom field: new, or how it is called and what it takes. */
export function FieldDrawer({
  resource,
  field,
  onSaved,
  onClose,
}: {
  resource: string;
  /** Null for a new one. */
  field: CustomField | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const sections = useSections(resource, field);
  const [initial] = useState(() => toForm(field));
  const [id] = useState(() => crypto.randomUUID());

  const save = async (values: Values) => {
    const row = toRow(values);
    const key =
      typeof values.key === 'string' && values.key !== '' ? values.key : keyFrom(labelIn(row.labels, 'en'));
    const fields = client.from('custom_fields');
    const { data, error, status } = field
      ? await fields.update(row).eq('id', field.id).eq('updated_at', field.updated_at).select('id')
      : await fields.upsert({ ...row, id, resource, key }, { onConflict: 'id' }).select('id');
    if (error) throw fromApi(error, status, 'custom_fields');
    if (data.length === 0)
      throw fromApi({ code: 'PT409', message: 'the field was changed meanwhile', hint: 'conflict' }, 409);
    await onSaved();
    void message.success(t('form.saved'));
  };
  return (
    <FormDrawer
      title={
        field
          ? t('form.editTitle', { name: labelIn(field.labels, i18n.language) })
          : t('custom_fields.create')
      }
      sections={sections}
      initial={initial}
      before={(values) => <Preview resource={resource} values={values} />}
      onSave={save}
      onClose={onClose}
      submit={t(field ? 'actions.save' : 'actions.create')}
    />
  );
}
