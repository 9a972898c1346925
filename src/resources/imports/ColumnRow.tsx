import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ColumnFacts } from '../../lib/import/analyse';
import { dateFormats } from '../../lib/import/dates';
import { isOpen, readingOf } from '../../lib/import/suggest';
import { fieldOf, fieldsOf } from '../../lib/import/targets';
import type { ColumnMapping, DecimalMark, Field, Question, Target } from '../../lib/import/types';
import { useMe } from '../../providers/me';
import { StatusTag } from '../../ui';
import { useLabels } from './useLabels';

const scales = [1, 1000, 1_000_000] as const;

/** One column of the file: what it holds, where it goes, and how it is read. */
export function ColumnRow({
  column,
  target,
  custom,
  how,
  question,
  doubled,
  onChange,
}: {
  column: ColumnFacts;
  target: Target;
  custom: readonly Field[] | undefined;
  how: ColumnMapping | undefined;
  question: Question | undefined;
  doubled: boolean;
  onChange: (how: ColumnMapping | undefined) => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels(custom);
  const { permissions } = useMe().permissions;
  const field = fieldOf(target, how?.field, custom);
  const asked = question !== undefined;

  const choose = (key: string) => {
    const chosen = fieldOf(target, key, custom);
    onChange(chosen ? readingOf(column, chosen) : undefined);
  };

  return (
    <tr className={asked || doubled ? 'imports-asks' : undefined}>
      <th scope="row">
        <bdi>{column.name}</bdi>
        <span className="imports-samples">
          {column.samples.length > 0 ? (
            <bdi>{column.samples.join(' · ')}</bdi>
          ) : (
            <i>{t('imports.columns.empty')}</i>
          )}
        </span>
      </th>
      <td>
        <Select
          className="imports-wide"
          aria-label={t('imports.columns.goesTo', { column: column.name })}
          value={field?.key ?? ''}
          status={doubled ? 'error' : undefined}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t('imports.columns.none') },
            ...fieldsOf(target, custom)
              .filter((choice) => isOpen(choice, permissions))
              .map(({ key, required }) => ({
                value: key,
                label: `${labels.field(target, key)}${required ? ' *' : ''}`,
              })),
          ]}
          onChange={choose}
        />
        {doubled ? <p className="imports-wrong">{t('imports.columns.doubled')}</p> : null}
      </td>
      <td>
        {asked ? (
          <StatusTag tone="warning">
            {t(`imports.ask.${question.kind}`, { examples: question.examples.slice(0, 3).join(' · ') })}
          </StatusTag>
        ) : null}
        {field?.type === 'date' && how ? (
          <Select<NonNullable<ColumnMapping['date']> | undefined>
            className="imports-wide"
            aria-label={t('imports.columns.dates', { column: column.name })}
            value={how.date}
            placeholder={t('imports.ask.choose')}
            options={(question?.kind === 'date' ? question.choices : dateFormats).map((value) => ({
              value,
              label: t(`imports.dates.${value}`),
            }))}
            onChange={(date) => onChange({ ...how, date })}
          />
        ) : null}
        {question?.kind === 'decimal' && how ? (
          <Select<DecimalMark | undefined>
            className="imports-wide"
            aria-label={t('imports.columns.decimal', { column: column.name })}
            value={how.decimal}
            placeholder={t('imports.ask.choose')}
            options={[
              { value: '.', label: t('imports.decimals.point') },
              { value: ',', label: t('imports.decimals.comma') },
            ]}
            onChange={(decimal) => onChange({ ...how, decimal })}
          />
        ) : null}
        {field?.scalable && how ? (
          <Select
            className="imports-wide"
            aria-label={t('imports.columns.scale', { column: column.name })}
            value={how.scale ?? 1}
            options={scales.map((value) => ({ value, label: t(`imports.scales.${value}`) }))}
            onChange={(scale) => onChange({ ...how, scale })}
          />
        ) : null}
      </td>
    </tr>
  );
}
