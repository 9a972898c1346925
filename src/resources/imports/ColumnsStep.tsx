import { Alert, Button, Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../lib/clock';
import type { Analysis } from '../../lib/import/analyse';
import { choicesOf } from '../../lib/import/choices';
import type { CustomTargets } from '../../lib/import/custom';
import type { Reading } from '../../lib/import/rows';
import {
  closedColumns,
  doubledFields,
  missingFields,
  openQuestions,
  suggestMapping,
} from '../../lib/import/suggest';
import type { ColumnMapping, Mapping, Target } from '../../lib/import/types';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import { DateField } from '../../ui/DateField';
import { LockNote } from '../../ui/LockNote';
import { ColumnRow } from './ColumnRow';
import { Labelled } from './Labelled';
import { ReadingBar } from './ReadingBar';
import { useTargets } from './useFiles';
import { useLabels } from './useLabels';

/** Which column goes where. Nothing goes on while a date can be read in two ways or a needed field has no column. */
export function ColumnsStep({
  analysis,
  mapping,
  custom,
  onMapping,
  onReading,
  onNext,
  onBack,
}: {
  analysis: Analysis;
  mapping: Mapping;
  /** The custom fields that columns may go to. */
  custom?: CustomTargets;
  onMapping: (mapping: Mapping) => void;
  onReading: (reading: Reading) => void;
  onNext: () => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels(mapping.custom);
  const formats = useFormats();
  const allowed = useTargets();
  const { permissions } = useMe().permissions;
  const { target } = mapping;
  const given = new Set(Object.values(mapping.columns).flatMap(({ field }) => field ?? []));
  const missing = missingFields(target, given);
  const doubled = doubledFields(mapping);
  const questions = openQuestions(mapping, analysis);
  const closed = closedColumns(analysis, target, permissions);
  const left = analysis.columns.filter(({ name }) => !mapping.columns[name]?.field);

  const setColumn = (name: string, how: ColumnMapping | undefined) => {
    const columns = { ...mapping.columns };
    if (how) columns[name] = how;
    else delete columns[name];
    onMapping({ ...mapping, columns });
  };
  const setTarget = (next: Target) =>
    onMapping(
      suggestMapping(analysis, next, {
        today: mapping.defaults.opened_at ?? currentTime().toISOString().slice(0, 10),
        permissions,
        custom,
      }),
    );
  const setDefault = (key: string, value: string) =>
    onMapping({ ...mapping, defaults: { ...mapping.defaults, [key]: value } });
  const setOption = (key: keyof Mapping['options'], value: boolean) =>
    onMapping({ ...mapping, options: { ...mapping.options, [key]: value } });

  return (
    <div className="imports-step">
      <div className="imports-bar">
        <Labelled label={t('imports.columns.target')}>
          {(id) => (
            <Select
              id={id}
              value={target}
              popupMatchSelectWidth={false}
              options={allowed.map((value) => ({ value, label: t(`imports.targets.${value}`) }))}
              onChange={setTarget}
            />
          )}
        </Labelled>
        <ReadingBar reading={analysis.reading} onChange={onReading} />
      </div>
      <div className="imports-scroll">
        <table className="imports-table imports-columns">
          <thead>
            <tr>
              <th scope="col">{t('imports.columns.column')}</th>
              <th scope="col">{t('imports.columns.field')}</th>
              <th scope="col">{t('imports.columns.how')}</th>
            </tr>
          </thead>
          <tbody>
            {analysis.columns.map((column) => (
              <ColumnRow
                key={column.name}
                column={column}
                target={target}
                custom={mapping.custom}
                how={mapping.columns[column.name]}
                question={questions.find((question) => question.column === column.name)}
                doubled={doubled.includes(mapping.columns[column.name]?.field ?? '')}
                onChange={(how) => setColumn(column.name, how)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="imports-options">
        {target === 'deals' && given.has('product') ? (
          <Checkbox
            checked={mapping.options.estimateFromListPrice}
            onChange={({ target: { checked } }) => setOption('estimateFromListPrice', checked)}
          >
            {t('imports.options.estimate')}
          </Checkbox>
        ) : null}
        {target === 'profiles' ? (
          <Checkbox
            checked={mapping.options.createMissing}
            onChange={({ target: { checked } }) => setOption('createMissing', checked)}
          >
            {t('imports.options.createMissing')}
          </Checkbox>
        ) : null}
        {target === 'deals' ? (
          <Labelled label={t('imports.options.openedAt')}>
            {(id) => (
              <DateField
                id={id}
                value={mapping.defaults.opened_at}
                onChange={(day) => day && setDefault('opened_at', day)}
              />
            )}
          </Labelled>
        ) : null}
        {target === 'customers' && !given.has('lifecycle_stage') ? (
          <Labelled label={t('imports.options.lifecycle')}>
            {(id) => (
              <Select
                id={id}
                value={mapping.defaults.lifecycle_stage}
                popupMatchSelectWidth={false}
                options={choicesOf('lifecycle_stage').map(({ code }) => ({
                  value: code,
                  label: labels.choice('lifecycle_stage', code),
                }))}
                onChange={(value) => setDefault('lifecycle_stage', value)}
              />
            )}
          </Labelled>
        ) : null}
      </div>
      {left.length > 0 ? (
        <p className="imports-quiet">
          {t('imports.columns.left', { columns: formats.list(left.map(({ name }) => name)) })}
        </p>
      ) : null}
      {closed.length > 0 ? (
        <LockNote>
          {t('imports.columns.closed', {
            columns: formats.list(closed.map(({ column }) => column)),
            fields: formats.list(closed.map(({ field }) => labels.field(target, field))),
          })}
        </LockNote>
      ) : null}
      {missing.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('imports.columns.missing', {
            fields: formats.list(missing.map((key) => labels.field(target, key))),
          })}
        />
      ) : null}
      {questions.length > 0 ? (
        <Alert type="warning" showIcon title={t('imports.ask.first', { count: questions.length })} />
      ) : null}
      <div className="imports-actions">
        <Button onClick={onBack}>{t('actions.back')}</Button>
        <Button
          type="primary"
          disabled={missing.length > 0 || doubled.length > 0 || questions.length > 0}
          onClick={onNext}
        >
          {t('imports.next')}
        </Button>
      </div>
    </div>
  );
}
