import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Facts, Nothing, useFigures, useValueName } from '../../../src/dashboards/widgets';
import { DateTimeText } from '../../../src/ui/DateTimeText';
import type { learned } from './learned.spec';
import '../forecast.css';

export default function Learned({ data, t, title }: WidgetProps<typeof learned>) {
  const { figure, percent } = useFigures();
  const nameOfValue = useValueName();
  const { rows, totals, currency, learned_at: learnedAt } = data.deals;
  if (totals.deals === totals.unlearned) return <Nothing>{t('sales.learned.nothing')}</Nothing>;
  const money = (value: number) => figure('deals.open_value', value, currency, { compact: true });
  const reason = ({ variable, value, label, weight }: (typeof rows)[number]['reasons'][number]) => {
    const name = variable === 'tag' || variable === 'stage' ? label : nameOfValue(variable, value, value);
    return t(weight > 0 ? 'sales.learned.for' : 'sales.learned.against', { name });
  };
  return (
    <>
      <Facts
        facts={[
          { key: 'learned', label: t('sales.learned.learned'), text: money(totals.learned) },
          { key: 'weighted', label: t('sales.forecast.weighted'), text: money(totals.weighted) },
        ]}
      />
      {rows.length > 0 ? (
        <BarTable
          label={title}
          most={1}
          heads={[
            t('sales.learned.deal'),
            t('sales.learned.probability'),
            t('sales.learned.inUse'),
            t('sales.learned.value'),
            t('sales.learned.why'),
          ]}
          rows={rows.map((row) => ({
            key: row.deal,
            label: <bdi>{row.deal_label}</bdi>,
            href: `/deals/${row.deal}`,
            value: row.learned,
            text: percent(row.learned),
            cells: [percent(row.probability), money(row.value), row.reasons.map(reason).join(' · ') || '–'],
          }))}
        />
      ) : null}
      {learnedAt ? (
        <p className="at-forecast-note">
          {t('sales.learned.at')} <DateTimeText value={learnedAt} />
        </p>
      ) : null}
    </>
  );
}
