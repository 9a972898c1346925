import type { WidgetProps } from '../../../src/dashboards';
import { KpiTiles } from '../../../src/dashboards/widgets';
import { type sizes, sizesTiles } from './sizes.spec';

export default function Sizes({ data, state }: WidgetProps<typeof sizes>) {
  return <KpiTiles metrics={sizesTiles} answer={data.now} course={data.course} state={state} />;
}
