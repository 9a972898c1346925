import { createAhead } from '../ui/ahead';
import type { WidgetProps, WidgetSpec } from './plugin';

/** The components of widgets, which are fetched while their figures are asked for. */
export const widgetsAhead = createAhead<WidgetProps<WidgetSpec>>();
