import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import { AdjustForecast } from '../AdjustForecast';
import { daysDue, useRowsOf } from '../rows';
import { nameOfWhose } from '../subjects';
import { adjustedForecasts } from './adjusted';
import type { forecastRollup } from './forecastRollup.spec';
import '../forecast.css';

/** The organisation's key among those that can be adjusted. */
const organisation = '00000000-0000-4000-8000-000000000001';
const idOf = (row: { key: string | null }) => row.key ?? '';

export default function ForecastRollup({ data, settings, t, title }: WidgetProps<typeof forecastRollup>) {
  const rowsOf = useRowsOf();
  const { figure } = useFigures();
  const [adjusting, setAdjusting] = useState<string>();
  const { rows: rolledUp, currency, quarter } = data.whose;
  const { rows: adjustments, adjustable } = data.adjustments;
  // What was adjusted stays visible when nothing rolls up to it any more.
  const known = new Set(rolledUp.map(idOf));
  const nothing = { teams: null, closed: 0, commit: 0, best_case: 0, pipeline: 0, weighted: 0 };
  const rows = [
    ...rolledUp,
    ...adjustments.filter((one) => !known.has(idOf(one))).map((one) => ({ ...one, ...nothing })),
  ];
  if (rows.length === 0) return <Nothing>{t('sales.forecastRollup.nothing')}</Nothing>;
  const money = (value: number) => figure('deals.open_value', value, currency, { compact: true });
  const nameOf = (row: (typeof rows)[number]) => nameOfWhose(row, t);
  const adjusted = adjustedForecasts(rows, adjustments);
  const may = new Set(adjustable);
  const manages = may.size > 0 || adjustments.length > 0;
  const subject = rows.find((row) => idOf(row) === adjusting);

  const adjustment = (row: (typeof rows)[number]) => {
    const amount = adjusted.get(idOf(row));
    const said = adjustments.some((one) => idOf(one) === idOf(row));
    return (
      <span className="at-adjusted">
        {amount === undefined ? (
          '–'
        ) : (
          <span className={said ? 'at-adjusted-own' : undefined}>{money(amount)}</span>
        )}
        {may.has(row.key ?? organisation) ? (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('sales.adjust.title', { name: nameOf(row) })}
            onClick={() => setAdjusting(idOf(row))}
          />
        ) : null}
      </span>
    );
  };
  return (
    <>
      {settings.quarter > 0 ? <p>{t(`sales.quartersAhead.${settings.quarter}`)}</p> : null}
      <BarTable
        label={title}
        heads={[
          t('sales.forecastRollup.whose'),
          t('sales.forecast.weighted'),
          ...(manages ? [t('sales.adjust.adjusted')] : []),
          t('sales.forecast.closed'),
          t('sales.forecast.commit'),
          t('sales.forecast.bestCase'),
          t('sales.forecast.pipeline'),
        ]}
        rows={rows.map((row) => ({
          key: `${row.whose} ${idOf(row)}`,
          label: row.whose === 'person' ? <Person name={nameOf(row)} /> : <bdi>{nameOf(row)}</bdi>,
          href: rowsOf('deals', {
            outcome: 'open',
            ...(row.whose === 'person' && { owner: row.key }),
            ...(row.teams && { team: row.teams }),
            expected_close_date: daysDue(settings.quarter, quarter),
          }),
          value: row.weighted,
          text: money(row.weighted),
          cells: [
            ...(manages ? [adjustment(row)] : []),
            money(row.closed),
            money(row.commit),
            money(row.best_case),
            money(row.pipeline),
          ],
        }))}
      />
      {subject ? (
        <AdjustForecast
          subject={{ ...subject, name: nameOf(subject) }}
          quarter={quarter.from}
          currency={currency}
          adjustment={adjustments.find((one) => idOf(one) === adjusting)}
          onClose={() => setAdjusting(undefined)}
        />
      ) : null}
    </>
  );
}
