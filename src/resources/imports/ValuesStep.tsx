import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { choicesIn } from '../../lib/import/choices';
import type { Mapping } from '../../lib/import/types';
import { type ColumnValues, isAbsent, type ValueSuggestion } from '../../lib/import/values';
import { StatusTag, useFormats } from '../../ui';
import { useClear } from '../../ui/useClear';
import { useLabels } from './useLabels';

const nothing = '\u0000';

/** Nobody chooses one by one what another file is to bring; and of very many values the check says what it does not find. */
const shownOfAbsent = 5;
const shownOfOthers = 200;

/** What a value that we do not know, or know under another spelling, means: a suggestion stands there where we have one. */
export function ValuesStep({
  found,
  mapping,
  onMapping,
  onNext,
  onBack,
  onClose,
}: {
  found: readonly ColumnValues[];
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  onNext: () => void;
  onBack: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const clear = useClear();
  const labels = useLabels(mapping.custom);
  const formats = useFormats();
  const set = (column: string, value: string, to: string | null | undefined) => {
    const how = mapping.columns[column];
    if (!how) return;
    const values = { ...how.values };
    if (to === undefined) delete values[value];
    else values[value] = to;
    onMapping({ ...mapping, columns: { ...mapping.columns, [column]: { ...how, values } } });
  };

  const optionsOf = ({ field }: ColumnValues, { candidates }: ValueSuggestion) =>
    field.type === 'choice'
      ? (field.options?.filter(({ active }) => active) ?? choicesIn(field)).map(({ code }) => ({
          value: code,
          label: labels.choice(field.choices, code, field.options),
        }))
      : candidates.map(({ key, name }) => ({ value: key, label: name }));

  const absent = found.filter(isAbsent);
  const open = found.filter(({ values }) => values.some(({ how }) => how !== 'same'));
  return (
    <div className="imports-step">
      {open.length === 0 ? <p>{t('imports.values.allKnown')}</p> : <p>{t('imports.values.hint')}</p>}
      {absent.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={absent.map(({ column, field }) => (
            <p key={column} className="imports-absent">
              {t(`imports.first.${field.lookup}`, { column })}
            </p>
          ))}
          description={t('imports.first.hint')}
          action={<Button onClick={onClose}>{t('imports.first.toFiles')}</Button>}
        />
      ) : null}
      {open.map((column) => {
        const asked = column.values.filter(({ how }) => how !== 'same');
        const known = column.values.length - asked.length;
        const most = isAbsent(column) ? shownOfAbsent : shownOfOthers;
        return (
          <section key={column.column} className="imports-values">
            <h2>
              <bdi>{column.column}</bdi> → {labels.field(mapping.target, column.field.key)}
            </h2>
            {known > 0 ? (
              <p className="imports-quiet">{t('imports.values.known', { count: known })}</p>
            ) : null}
            <table className="imports-table">
              <thead>
                <tr>
                  <th scope="col">{t('imports.values.value')}</th>
                  <th scope="col" className="at-numeric">
                    {t('imports.values.rows')}
                  </th>
                  <th scope="col">{t('imports.values.means')}</th>
                </tr>
              </thead>
              <tbody>
                {asked.slice(0, most).map((one) => {
                  const chosen = mapping.columns[column.column]?.values?.[one.value];
                  return (
                    <tr key={one.value} className={chosen === undefined ? 'imports-asks' : undefined}>
                      <th scope="row">
                        <bdi>{one.value}</bdi>
                      </th>
                      <td className="at-numeric">{formats.number(one.count)}</td>
                      <td>
                        <div className="imports-meaning">
                          <Select
                            className="imports-wide"
                            aria-label={t('imports.values.meaningOf', { value: one.value })}
                            showSearch={{ optionFilterProp: 'label' }}
                            placeholder={t('imports.values.open')}
                            value={chosen === null ? nothing : chosen}
                            options={[
                              ...optionsOf(column, one),
                              { value: nothing, label: t('imports.values.nothing') },
                            ]}
                            onChange={(to: string) =>
                              set(column.column, one.value, to === nothing ? null : to)
                            }
                            allowClear={clear}
                            onClear={() => set(column.column, one.value, undefined)}
                          />
                          {one.how === 'similar' && chosen === one.to ? (
                            <StatusTag tone="info">{t('imports.values.suggested')}</StatusTag>
                          ) : null}
                          {chosen === undefined ? (
                            <StatusTag tone="warning">{t('imports.values.refused')}</StatusTag>
                          ) : null}
                        </div>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
            {asked.length > most ? (
              <p className="imports-quiet">
                {t('imports.values.more', {
                  count: asked.length - most,
                  more: formats.number(asked.length - most),
                })}
              </p>
            ) : null}
          </section>
        );
      })}
      <div className="imports-actions">
        <Button onClick={onBack}>{t('actions.back')}</Button>
        <Button type="primary" onClick={onNext}>
          {t('imports.values.check')}
        </Button>
      </div>
    </div>
  );
}
