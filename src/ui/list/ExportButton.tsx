import { DownloadOutlined } from '@ant-design/icons';
import { type BaseRecord, useDataProvider } from '@refinedev/core';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvValue } from '../../lib/csv';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../states';
import { useFormats } from '../useFormats';
import type { ListSpec } from './types';
import type { ListPageState } from './useListPage';

/** What an export writes. */
export interface ExportSpec<T> {
  /** Columns and embedded tables to ask for, the `id` among them. */
  select: string;
  columns: readonly { title: string; value(row: T): CsvValue }[];
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
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const provider = useDataProvider()();
  const rpc = useRpc();
  const permission = spec.permission ?? spec.resource;
  const may = useScope(permission, 'export');
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  if (!may) return null;

  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    setDone(0);
    try {
      const { exportCsv, saveFile } = await import('./exportCsv');
      // No file without the database's word: it checks the permission and writes down what leaves.
      await rpc('begin_export', {
        payload: {
          resource: permission,
          filter: list.filters,
          columns: exported.columns.map(({ title: head }) => head),
          rows: list.count?.about ? null : list.count?.total,
        },
      });
      controller.signal.throwIfAborted();
      const file = await exportCsv<T>({
        provider,
        resource: spec.resource,
        ...exported,
        select: spec.embeds ? `${exported.select},${spec.embeds}` : exported.select,
        filters: list.filters,
        rpc: list.rpc,
        signal: controller.signal,
        onProgress: setDone,
      });
      saveFile(file, title);
    } catch (error) {
      if (!controller.signal.aborted)
        notification.error({ title: t('list.exportFailed'), description: errorText(error) });
    } finally {
      if (running.current === controller) setDone(null);
    }
  };

  if (done === null)
    return (
      <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void start()}>
        {t('buttons.export')}
      </Button>
    );
  const values = { done: formats.number(done), total: formats.number(list.count?.total ?? 0) };
  return (
    <span className="at-export" role="status">
      <span>{t(list.count && !list.count.about ? 'list.exportedOf' : 'list.exported', values)}</span>
      <Button
        size="small"
        onClick={() => {
          running.current?.abort();
          setDone(null);
        }}
      >
        {t('actions.cancel')}
      </Button>
    </span>
  );
}
