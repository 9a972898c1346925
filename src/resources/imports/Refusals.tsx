import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonsOf } from '../../lib/import/api';
import { reportLines } from '../../lib/import/report';
import type { Field, Issue, Target } from '../../lib/import/types';
import { patiently } from '../../lib/long-run';
import { saveAs } from '../../lib/saveAs';
import { useMe } from '../../providers/me';
import { ErrorState, TableSkeleton, useErrorText, useFormats } from '../../ui';
import { useLabels } from './useLabels';

interface RefusedRow {
  row_number: number;
  raw: string[];
  issues: Issue[];
}

const page = 20;

/** Lets the keyboard scroll a table that is wider than the page: nothing in it takes the focus by itself. */
const byKeyboard = (box: HTMLElement | null) => box?.setAttribute('tabindex', '0');

/** Why rows are refused, in groups, then row by row, and all of them as a file to mend and send again. */
export function Refusals({
  job,
  target,
  custom,
  columns,
  fileName,
  only = 'refuse',
}: {
  job: string;
  target: Target;
  /** The target's custom fields. */
  custom: readonly Field[] | undefined;
  columns: readonly string[];
  fileName: string;
  only?: 'refuse' | 'kept';
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const labels = useLabels(custom);
  const formats = useFormats();
  const errorText = useErrorText();
  const [shown, setShown] = useState(page);
  const [saving, setSaving] = useState(false);

  const reasons = useQuery({
    queryKey: ['imports', job, 'reasons'],
    queryFn: () => reasonsOf(client, job),
    enabled: only === 'refuse',
  });
  const rows = useQuery({
    queryKey: ['imports', job, only, shown],
    queryFn: async () => {
      const query = client.from('import_rows').select('row_number, raw, issues').eq('job_id', job);
      const which = only === 'kept' ? query.eq('status', 'kept') : query.is('refused', true);
      return (await patiently(() => which.order('row_number').limit(shown))) as RefusedRow[];
    },
    placeholderData: (before) => before,
  });

  const download = async () => {
    setSaving(true);
    try {
      const texts = {
        row: t('imports.report.row'),
        problem: t('imports.report.problem'),
        issue: (issue: Issue) => labels.issue(target, issue),
      };
      const parts: string[] = [];
      for await (const line of reportLines(client, job, columns, texts, only)) parts.push(line);
      saveAs(
        new Blob(parts, { type: 'text/csv' }),
        `${fileName.replace(/\.\w+$/, '')} – ${t('imports.report.name')}.csv`,
      );
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setSaving(false);
    }
  };

  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (rows.isPending) return <TableSkeleton />;
  return (
    <section className="imports-refusals">
      <header className="imports-bar">
        <h2>{t(only === 'kept' ? 'imports.kept.title' : 'imports.refused.title')}</h2>
        <Button icon={<DownloadOutlined />} loading={saving} onClick={() => void download()}>
          {t('imports.refused.download')}
        </Button>
      </header>
      {only === 'refuse' ? <p className="imports-quiet">{t('imports.refused.hint')}</p> : null}
      {reasons.data && reasons.data.length > 0 ? (
        <ul className="imports-notes">
          {reasons.data.slice(0, 12).map(({ count, first_row, ...issue }) => (
            <li key={`${issue.field} ${issue.key} ${JSON.stringify(issue.params)}`}>
              {t('imports.noteCount', { count: formats.number(count), text: labels.issue(target, issue) })}
            </li>
          ))}
        </ul>
      ) : null}
      <section className="imports-scroll" aria-label={t('imports.refused.title')} ref={byKeyboard}>
        <table className="imports-table imports-raw">
          <thead>
            <tr>
              <th scope="col">{t('imports.report.row')}</th>
              <th scope="col">{t('imports.report.problem')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <bdi>{column}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.data.map(({ row_number, raw, issues }) => (
              <tr key={row_number}>
                <th scope="row">{formats.number(row_number)}</th>
                <td className="imports-wrong">
                  {issues.map((issue) => (
                    <div key={`${issue.field} ${issue.key}`}>{labels.issue(target, issue)}</div>
                  ))}
                </td>
                {columns.map((column, at) => (
                  <td key={column}>
                    <bdi>{raw[at]}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.data.length >= shown ? (
        <Button onClick={() => setShown(shown + 100)}>{t('imports.refused.more')}</Button>
      ) : null}
    </section>
  );
}
