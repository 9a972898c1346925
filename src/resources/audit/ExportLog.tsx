import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText, useFormats } from '../../ui';
import { absenceOf } from '../../ui/audit/lines';
import { useAuditWords } from '../../ui/audit/useAuditWords';
import { saveFile } from '../../ui/list/exportCsv';
import { exportLog } from './exportLog';

const columns = [
  'id',
  'at',
  'actor',
  'as_whom',
  'what',
  'action',
  'source',
  'request_id',
  'changes',
] as const;

/** Writes the entries of the present filter into a CSV file, for who may; that it was done is logged first. */
export function ExportLog({
  payload,
  filters,
}: {
  payload: Record<string, unknown>;
  filters: Record<string, string[]>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  const { notification } = App.useApp();
  const rpc = useRpc();
  const words = useAuditWords();
  const may = useScope('audit', 'export') !== null;
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  if (!may) return null;

  const start = async () => {
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setDone(0);
    try {
      await rpc('begin_export', { payload: { resource: 'audit', filter: filters, columns } }, { signal });
      const file = await exportLog({
        ask: (asked) => rpc('list_audit', { payload: asked }, { signal }),
        payload,
        titles: columns.map((column) => t(`audit.columns.${column}`)),
        row: (line, names) => {
          const say = words(names);
          return [
            line.id,
            line.at,
            say.actor(line),
            line.as_whom_id && say.name(line.as_whom_id),
            say.sentence(line),
            t(`audit.actions.${line.action}`, { defaultValue: line.action }),
            t(`audit.sources.${line.source}`, { defaultValue: line.source }),
            line.request_id ?? null,
            JSON.stringify(
              Object.fromEntries(
                Object.entries(line.changes).map(([field, change]) => [
                  field,
                  change ?? t(`audit.${absenceOf(line, field)}`),
                ]),
              ),
            ),
          ];
        },
        signal,
        onProgress: setDone,
      });
      saveFile(file, t('audit.title'));
    } catch (error) {
      if (!signal.aborted)
        notification.error({ title: t('list.exportFailed'), description: errorText(error) });
    } finally {
      if (running.current === controller) setDone(null);
    }
  };

  if (done === null)
    return (
      <Button icon={<DownloadOutlined />} onClick={() => void start()}>
        {t('buttons.export')}
      </Button>
    );
  return (
    <span className="at-export" role="status">
      <span>{t('audit.exporting', { rows: formats.number(done) })}</span>
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
