import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';
import { labelIn } from '../../ui/custom/field';
import { toFieldDef } from '../../ui/custom/toFieldDef';
import { FieldControl } from '../../ui/form';
import { toRow } from './values';

/** The field as forms will have it, to be tried. */
export function Preview({ resource, values }: { resource: string; values: Values }) {
  const { t, i18n } = useTranslation();
  const { organisation, profile } = useMe();
  const id = useId();
  const row = toRow(values);
  const [tried, setTried] = useState<{ type: string; value: unknown } | null>(null);
  const def = toFieldDef(
    { ...row, id, resource, key: 'preview', active: true, list_column: null, updated_at: '' },
    'preview',
    null,
    {
      t,
      language: i18n.language,
      currency: organisation.baseCurrency,
      people: [{ value: profile.id, label: profile.fullName }],
    },
  );
  const label = labelIn(row.labels, i18n.language);
  return (
    <section className="custom-fields-preview" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('custom_fields.preview')}</h2>
      <label htmlFor={id}>
        <bdi>{label === '' ? t('custom_fields.one') : label}</bdi>
      </label>
      <FieldControl
        key={row.type}
        field={def}
        id={id}
        value={tried?.type === row.type ? tried.value : row.default_value}
        onChange={(value) => setTried({ type: row.type, value })}
      />
    </section>
  );
}
