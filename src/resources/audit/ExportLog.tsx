import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useFormats } from '../../ui';
import { absenceOf } from '../../ui/audit/lines';
import { useAuditWords } from '../../ui/audit/useAuditWords';
import { ExportControl } from '../../ui/list/ExportControl';
import { saveFile } from '../../ui/list/exportCsv';
import { exportLog } from './exportLog';
import '../../ui/audit/texts';

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
  const rpc = useRpc();
  const words = useAuditWords();
  const may = useScope('audit', 'export') !== null;
  if (!may) return null;

  const write = async (signal: AbortSignal, onProgress: (rows: number) => void) => {
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
      onProgress,
    });
    saveFile(file, t('audit.title'));
  };
  return (
    <ExportControl write={write} progress={(rows) => t('audit.exporting', { rows: formats.number(rows) })} />
  );
}
