import { Alert, Checkbox, InputNumber, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readNumber } from '../../lib/numbers';
import { useErrorText, useFormats } from '../../ui';
import { type Period, periodName } from './periods';
import { type CellChange, copied, type Sheet } from './sheet';

/** Fills a period, or the whole year, from the one before, times a factor. */
export function CopyDialog({
  sheet,
  periods,
  before,
  currency,
  onSave,
  onClose,
}: {
  sheet: Sheet;
  /** Those of the sheet, and as many of the year before. */
  periods: readonly Period[];
  before: readonly Period[];
  /** What the sheet's targets are in, null for counts. */
  currency: string | null;
  onSave: (cells: readonly CellChange[]) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  const field = useId();
  const [into, setInto] = useState('year');
  const [factor, setFactor] = useState<number | null>(1);
  const [replace, setReplace] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const line = [...before, ...periods];
  const pairs =
    into === 'year'
      ? periods.flatMap((to, at) => {
          const from = before[at];
          return from ? [{ from, to }] : [];
        })
      : line.flatMap((to, at) => {
          const from = line[at - 1];
          return to.start === into && from ? [{ from, to }] : [];
        });
  const valid = factor !== null && factor > 0 && factor <= 100;
  const cells = valid ? copied(sheet, pairs, factor, replace, currency) : [];
  const name = (period: Period | undefined) => (period ? periodName(period, formats.locale) : '');
  const fromName = into === 'year' ? t('goals.copy.yearBefore') : name(pairs[0]?.from);

  const apply = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSave(cells);
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t('goals.copy.title')}
      okText={t('goals.copy.submit', { count: cells.length, number: formats.number(cells.length) })}
      okButtonProps={{ disabled: cells.length === 0, loading: busy }}
      cancelText={t('actions.cancel')}
      onOk={() => void apply()}
      onCancel={onClose}
    >
      {problem ? (
        <Alert type="error" showIcon title={t('form.notSaved')} description={errorText(problem)} />
      ) : null}
      <div className="at-goal-copy">
        <label htmlFor={`${field}-into`}>{t('goals.copy.into')}</label>
        <Select
          id={`${field}-into`}
          value={into}
          options={[
            { value: 'year', label: t('goals.copy.year') },
            ...periods.map((period) => ({ value: period.start, label: name(period) })),
          ]}
          onChange={setInto}
        />
        <span>{t('goals.copy.from')}</span>
        <span>{fromName}</span>
        <label htmlFor={`${field}-factor`}>{t('goals.copy.factor')}</label>
        <div>
          <InputNumber<number>
            id={`${field}-factor`}
            value={factor}
            controls={false}
            aria-invalid={!valid}
            aria-describedby={valid ? undefined : `${field}-wrong`}
            parser={(typed) => readNumber(typed ?? '', formats.locale) ?? Number.NaN}
            onChange={(next) => setFactor(typeof next === 'number' && !Number.isNaN(next) ? next : null)}
          />
          {valid ? null : (
            <div id={`${field}-wrong`} className="at-goal-problem">
              {t('goals.copy.factorWrong')}
            </div>
          )}
        </div>
      </div>
      <Checkbox checked={replace} onChange={({ target }) => setReplace(target.checked)}>
        {t('goals.copy.replace')}
      </Checkbox>
    </Modal>
  );
}
