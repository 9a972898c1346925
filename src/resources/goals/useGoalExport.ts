import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { byteOrderMark, csvLine } from '../../lib/csv';
import { useRpc } from '../../providers/useRpc';
import { useErrorText, useFormats } from '../../ui';
import { type Period, periodName } from './periods';
import { cellOf, type Sheet, targetsOf } from './sheet';

/** Writes the sheet, as it stands, into a CSV file; the database is asked first, and writes it down. */
export function useGoalExport(metric: string, metricName: string) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  return async (sheet: Sheet, periods: readonly Period[]) => {
    const heads = [t('goals.whose'), ...periods.map((period) => periodName(period, formats.locale))];
    try {
      const { saveFile } = await import('../../ui/list/exportCsv');
      const filter = { metric, from: periods[0]?.start, to: periods.at(-1)?.end };
      await rpc('begin_export', {
        payload: { resource: 'goals', filter, columns: heads, rows: sheet.rows.length },
      });
      const lines = sheet.rows.map((row) =>
        csvLine([
          row.name ?? t('goals.organisation'),
          ...periods.map((period) => {
            const [first, ...others] = targetsOf(cellOf(sheet.goals, row.id, period));
            if (!first || others.length === 0) return first?.target ?? null;
            return [first, ...others].map(({ target, currency }) => `${target} ${currency}`).join(' + ');
          }),
        ]),
      );
      const file = new Blob([byteOrderMark + csvLine(heads), ...lines], { type: 'text/csv;charset=utf-8' });
      saveFile(file, `${t('goals.title')} ${metricName}`);
    } catch (error) {
      notification.error({ title: t('list.exportFailed'), description: errorText(error) });
    }
  };
}
