import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText, PersonById, StatusTag, useFormats } from '../../ui';
import { PagedList } from '../../ui/PagedList';
import { type ImportJob, jobColumns, tones } from './job';
import { useTargets } from './useFiles';
import './imports.css';
import './texts';

/** Every import there was, the latest first; one that was interrupted says so. */
export default function ImportList() {
  const { t } = useTranslation();
  const formats = useFormats();
  const mayImport = useTargets().length > 0;
  return (
    <PagedList<ImportJob>
      title={t('imports.title')}
      hint={t('imports.hint')}
      action={
        mayImport ? (
          <Link className="at-button-link" to="/imports/new">
            <PlusOutlined aria-hidden /> {t('imports.create')}
          </Link>
        ) : null
      }
      latest="created_at"
      select={jobColumns}
      empty={{ title: t('imports.empty'), hint: t('imports.emptyHint') }}
      className="imports-list"
    >
      {(job) => (
        <>
          <Link to={`/imports/${job.id}`}>
            <bdi className="imports-name">{job.file_name}</bdi>
            <span className="imports-quiet">
              {t('imports.queue.holds', {
                what: t(`imports.targets.${job.resource}`),
                count: job.total_rows,
                rows: formats.number(job.total_rows),
              })}
            </span>
          </Link>
          <span className="imports-list-end">
            <StatusTag tone={tones[job.status]}>{t(`imports.statuses.${job.status}`)}</StatusTag>
            <PersonById id={job.created_by} name={job.maker?.full_name} />
            <DateTimeText value={job.created_at} />
          </span>
        </>
      )}
    </PagedList>
  );
}
