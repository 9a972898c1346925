// What a widget draws itself with.
export { Chart, type Point } from './charts';
export { type FigureFormats, useFigures } from './figures';
export { type BarRow, BarTable } from './ui/BarTable';
export { type Fact, Facts } from './ui/Facts';
export { KpiTile } from './ui/KpiTile';
export { KpiTiles } from './ui/KpiTiles';
export { Nothing } from './ui/Nothing';
export { type PivotCell, PivotTable } from './ui/PivotTable';
export { SelectSetting } from './ui/SelectSetting';
export { ShareBar } from './ui/ShareBar';
export { useRowName } from './ui/useRowName';
export { useValueName } from './ui/useValueName';
export { useBarFilters, useDrill } from './useDrill';
