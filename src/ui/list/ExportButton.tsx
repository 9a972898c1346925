import { type BaseRecord, useDataProvider } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import type { CsvValue } from '../../lib/csv';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useFormats } from '../useFormats';
import { ExportControl } from './ExportControl';
import type { ListSpec } from './types';
import type { ListPageState } from './useListPage';

/** What an export writes. */
export interface ExportSpec<T> {
  /** Columns and embedded tables to ask for, the `id` among them. */
  select: string;
  columns: readonly { title: string; value(row: T): CsvValue }[];
  /** Custom fields, read when the file is written: the column `custom` is asked for them. */
  more?: () => Promise<readonly { title: string; value(row: T): CsvValue }[]>;
}

/** Writes the rows of the list's present filter into a CSV file, for who may export. */
export function ExportButton<T extends BaseRecord>({
  spec,
  exported,
  title,
  list,
}: {
  spec: ListSpec;
  exported: ExportSpec<T>;
  title: string;
  list: Pick<ListPageState<T>, 'filters' | 'rpc' | 'count'>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const provider = useDataProvider()();
  const rpc = useRpc();
  const permission = spec.permission ?? spec.resource;
  const may = useScope(permission, 'export');
  if (!may) return null;

  const write = async (signal: AbortSignal, onProgress: (rows: number) => void) => {
    const { exportCsv, saveFile } = await import('./exportCsv');
    const more = (await exported.more?.()) ?? [];
    const columns = [...exported.columns, ...more];
    const select = [exported.select, ...(more.length > 0 ? ['custom'] : [])].join(',');
    // No file without the database's word: it checks the permission and writes down what leaves.
    await rpc('begin_export', {
      payload: {
        resource: permission,
        filter: list.filters,
        columns: columns.map(({ title: head }) => head),
        rows: list.count?.about ? null : list.count?.total,
      },
    });
    signal.throwIfAborted();
    const file = await exportCsv<T>({
      provider,
      resource: spec.resource,
      columns,
      select: spec.embeds ? `${select},${spec.embeds}` : select,
      filters: list.filters,
      rpc: list.rpc,
      signal,
      onProgress,
    });
    saveFile(file, title);
  };
  const progress = (rows: number) =>
    t(list.count && !list.count.about ? 'list.exportedOf' : 'list.exported', {
      done: formats.number(rows),
      total: formats.number(list.count?.total ?? 0),
    });
  return <ExportControl write={write} progress={progress} />;
}
