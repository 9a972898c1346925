export { DataTable } from './DataTable';
export type { ExportSpec } from './ExportButton';
export { ListPage, type ListPageProps } from './ListPage';
export { Pager } from './Pager';
export type { Column, FilterDef, FilterOption, ListSpec } from './types';
export { type ListPageState, useListPage } from './useListPage';
