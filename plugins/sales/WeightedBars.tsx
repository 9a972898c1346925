import { Chart, Nothing, useFigures } from '../../src/dashboards/widgets';

/** Parts of the open pipeline as bars: what of each is expected in full colour, the rest fainter. */
export function WeightedBars({
  label,
  asTable,
  parts,
  of,
  currency,
  nothing,
}: {
  label: string;
  asTable: boolean;
  parts: readonly { key: string; label: string; open: number; weighted: number; href: string }[];
  /** What the parts are. */
  of: string;
  currency: string;
  /** What is said where nothing is open. */
  nothing: string;
}) {
  const { figure, title } = useFigures();
  const money = (value: number, compact = false) => figure('deals.open_value', value, currency, { compact });
  const points = parts.flatMap(({ key, label: name, open, weighted, href }) =>
    open > 0
      ? {
          key,
          label: name,
          value: open,
          text: money(open),
          part: weighted,
          partText: money(weighted),
          note: money(weighted, true),
          href,
        }
      : [],
  );
  if (points.length === 0) return <Nothing>{nothing}</Nothing>;
  return (
    <Chart
      kind="bars"
      asTable={asTable}
      label={label}
      points={points}
      name={title('deals.open_value')}
      partName={title('deals.weighted_value')}
      pointsName={of}
      short={(value) => money(value, true)}
    />
  );
}
