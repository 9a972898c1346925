import type { WidgetProps } from '../../../src/dashboards';
import { KpiTiles } from '../../../src/dashboards/widgets';
import { type newBusiness, newBusinessTiles } from './newBusiness.spec';

export default function NewBusiness({ data, state }: WidgetProps<typeof newBusiness>) {
  return <KpiTiles metrics={newBusinessTiles} answer={data.now} course={data.course} state={state} />;
}
