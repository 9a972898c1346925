import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { byteOrderMark, csvFileName, csvLine } from '../../lib/csv';
import { saveAs } from '../../lib/saveAs';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../../ui';
import type { TimeEntry } from '../../ui/time/time';

/** Writes a week's entries into a CSV file, for who may export activities. */
export function ExportWeek({ entries, from }: { entries: readonly TimeEntry[]; from: string }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  if (useScope('activities', 'export') === null || entries.length === 0) return null;
  const write = async () => {
    const titles = [
      t('time.fields.day'),
      t('time.week.person'),
      t('time.week.record'),
      t('time.fields.minutes'),
      t('time.fields.note'),
    ];
    try {
      // No file without the database's word: it checks the permission and writes down what leaves.
      await rpc('begin_export', {
        payload: { resource: 'activities', filter: { week: from }, columns: titles, rows: entries.length },
      });
    } catch (error) {
      notification.error({ title: t('time.failed'), description: errorText(error) });
      return;
    }
    const lines = entries.map((e) => csvLine([e.day, e.person, e.title, e.minutes, e.note]));
    saveAs(
      new Blob([byteOrderMark, csvLine(titles), ...lines], { type: 'text/csv;charset=utf-8' }),
      csvFileName(t('time.title'), new Date(`${from}T00:00Z`)),
    );
  };
  return (
    <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void write()}>
      {t('time.week.export')}
    </Button>
  );
}
