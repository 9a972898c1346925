import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/DateField';
import type { CustomPeriod } from '../period';

/** A range of days picked by hand, both included. */
export function CustomPeriodForm({
  value,
  onApply,
}: {
  value: CustomPeriod | null;
  onApply: (period: CustomPeriod) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [from, setFrom] = useState<string | null>(value?.from ?? null);
  const [to, setTo] = useState<string | null>(value?.to ?? null);
  const backwards = from !== null && to !== null && from > to;
  return (
    <form
      className="at-choice-custom"
      onSubmit={(event) => {
        event.preventDefault();
        if (from && to && !backwards) onApply({ from, to });
      }}
    >
      <p>{t('dashboards.period.custom')}</p>
      <label htmlFor={`${id}from`}>{t('dashboards.period.from')}</label>
      <DateField id={`${id}from`} value={from} onChange={setFrom} />
      <label htmlFor={`${id}to`}>{t('dashboards.period.to')}</label>
      <DateField id={`${id}to`} value={to} onChange={setTo} />
      {backwards ? (
        <p role="alert" className="at-choice-error">
          {t('dashboards.period.backwards')}
        </p>
      ) : null}
      <Button type="primary" htmlType="submit" disabled={!from || !to || backwards}>
        {t('dashboards.period.apply')}
      </Button>
    </form>
  );
}
