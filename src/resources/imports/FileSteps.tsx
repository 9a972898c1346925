import { Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookupBy } from '../../lib/import/api';
import type { Reading } from '../../lib/import/rows';
import { type ColumnValues, suggestValues, withValues } from '../../lib/import/values';
import { useMe } from '../../providers/me';
import { ErrorState, PageSkeleton, useNarrow } from '../../ui';
import { CheckStep } from './CheckStep';
import { ColumnsStep } from './ColumnsStep';
import { Earlier } from './Earlier';
import type { ImportFile } from './files';
import { ValuesStep } from './ValuesStep';

const steps = ['columns', 'values', 'check'] as const;

/** One file's way from its columns to its records. */
export function FileSteps({
  file,
  onChange,
  onReading,
  onClose,
  onDone,
}: {
  file: ImportFile;
  onChange: (changes: Partial<ImportFile>) => void;
  onReading: (reading: Reading) => void;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const narrow = useNarrow();
  const [step, setStep] = useState<(typeof steps)[number]>('columns');
  const [values, setValues] = useState<ColumnValues[]>();
  const [error, setError] = useState<unknown>();
  const { analysis, mapping } = file;
  if (!analysis || !mapping) return <PageSkeleton />;

  const lookUp = async () => {
    setStep('values');
    setValues(undefined);
    setError(undefined);
    try {
      const found = await suggestValues(mapping, analysis, lookupBy(client));
      onChange({ mapping: withValues(mapping, found) });
      setValues(found);
      // Nothing to ask: on to the check.
      if (found.every((column) => column.values.every(({ how }) => how === 'same'))) setStep('check');
    } catch (failure) {
      setError(failure);
    }
  };

  return (
    <>
      <Steps
        className="imports-steps"
        size="small"
        current={steps.indexOf(step)}
        orientation={narrow ? 'vertical' : 'horizontal'}
        responsive={false}
        items={steps.map((name) => ({ title: t(`imports.steps.${name}`) }))}
      />
      {file.earlier && step === 'columns' ? <Earlier earlier={file.earlier} /> : null}
      {step === 'columns' ? (
        <ColumnsStep
          analysis={analysis}
          mapping={mapping}
          custom={file.custom}
          onMapping={(next) => onChange({ mapping: next })}
          onReading={onReading}
          onNext={() => void lookUp()}
          onBack={onClose}
        />
      ) : null}
      {step === 'values' && error ? <ErrorState error={error} onRetry={() => void lookUp()} /> : null}
      {step === 'values' && !error && !values ? <PageSkeleton /> : null}
      {step === 'values' && values ? (
        <ValuesStep
          found={values}
          mapping={mapping}
          onMapping={(next) => onChange({ mapping: next })}
          onNext={() => setStep('check')}
          onBack={() => setStep('columns')}
          onClose={onClose}
        />
      ) : null}
      {step === 'check' ? (
        <CheckStep
          file={{ ...file, analysis, mapping }}
          onJob={(job) => onChange({ job })}
          onBack={() => setStep('columns')}
          onDone={onDone}
        />
      ) : null}
    </>
  );
}
