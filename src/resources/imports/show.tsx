import { useInvalidate, useOne } from '@refinedev/core';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { cancelImport } from '../../lib/import/api';
import { applyJob, undoJob } from '../../lib/import/run';
import { useMe } from '../../providers/me';
import {
  DateTimeText,
  ErrorState,
  PageHeader,
  PageSkeleton,
  PersonById,
  StatusTag,
  useErrorText,
  useFormats,
  useUnsaved,
} from '../../ui';
import { RunProgress } from '../../ui/run/RunProgress';
import { useRun } from '../../ui/run/useRun';
import { type ImportJob, jobColumns, listOf, tones } from './job';
import { MappingButton } from './MappingButton';
import { Outcome } from './Outcome';
import { Refusals } from './Refusals';
import './imports.css';
import './texts';

/** One import: what it did, what it refused, and going on with it or taking it back. */
export default function ImportShow() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { client, profile } = useMe();
  const { modal, message } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const { state, run, stop } = useRun();
  const { query, result: job } = useOne<ImportJob>({
    id,
    meta: { select: jobColumns },
    errorNotification: false,
  });
  useUnsaved(state.is === 'running');

  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!job) return <PageSkeleton />;

  const refresh = async () => {
    await query.refetch();
    void invalidate({ invalidates: ['all'] });
  };
  const goOn = () =>
    run('applying', (watch) => applyJob(client, id, watch, job.position).then(() => undefined)).then(refresh);
  const undo = () =>
    run('undoing', (watch) => undoJob(client, id, watch).then(() => undefined)).then(refresh);
  const cancel = async () => {
    try {
      await cancelImport(client, id);
      await refresh();
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  const askUndo = () =>
    modal.confirm({
      title: t('imports.undo.title'),
      content: t('imports.undo.text'),
      okText: t('imports.undo.ok'),
      okButtonProps: { danger: true },
      cancelText: t('actions.cancel'),
      onOk: () => void undo(),
    });

  const mine = job.created_by === profile.id;
  const idle = state.is !== 'running';
  const begun = ['applying', 'done', 'undoing'].includes(job.status);
  return (
    <>
      <PageHeader
        title={job.file_name}
        crumbs={[{ title: t('imports.title'), to: '/imports' }]}
        hint={
          <span className="at-row">
            <StatusTag tone={tones[job.status]}>{t(`imports.statuses.${job.status}`)}</StatusTag>
            {t('imports.queue.holds', {
              what: t(`imports.targets.${job.resource}`),
              count: job.total_rows,
              rows: formats.number(job.total_rows),
            })}
            <PersonById id={job.created_by} name={job.maker?.full_name} />
            <DateTimeText value={job.finished_at ?? job.created_at} />
          </span>
        }
        extra={<MappingButton mapping={job.mapping} fileName={job.file_name} />}
      />
      <div className="imports-step">
        <RunProgress
          words="imports.run"
          state={state}
          onStop={stop}
          onRetry={() => void (state.is !== 'idle' && state.what === 'undoing' ? undo() : goOn())}
        />
        {idle && job.status === 'applying' && state.is === 'idle' ? <p>{t('imports.interrupted')}</p> : null}
        {idle && ['staging', 'checking'].includes(job.status) ? <p>{t('imports.unread')}</p> : null}
        {['checked', 'done', 'undone'].includes(job.status) ? (
          <Outcome counts={job.counts} done={job.status !== 'checked'} />
        ) : null}
        {job.status === 'undone' ? (
          <p>
            {t('imports.undone', {
              undone: formats.number(job.counts.undone ?? 0),
              kept: formats.number(job.counts.kept ?? 0),
            })}
          </p>
        ) : null}
        {job.made.length > 0 && job.status === 'done' ? (
          <p className="imports-quiet">
            {t('imports.made', { names: formats.list(job.made.map(({ name }) => name)) })}
          </p>
        ) : null}
        {idle && mine ? (
          <div className="imports-actions">
            {job.status === 'done' ? <Link to={listOf[job.resource]}>{t('imports.seeRecords')}</Link> : null}
            {['staging', 'checking', 'checked'].includes(job.status) ? (
              <Button onClick={() => void cancel()}>{t('imports.discard')}</Button>
            ) : null}
            {begun ? (
              <Button danger onClick={askUndo}>
                {t(job.status === 'undoing' ? 'imports.undo.goOn' : 'imports.undo.action')}
              </Button>
            ) : null}
            {job.status === 'applying' || job.status === 'checked' ? (
              <Button type="primary" onClick={() => void goOn()}>
                {t(job.status === 'checked' ? 'imports.applyChecked' : 'imports.run.goOn')}
              </Button>
            ) : null}
          </div>
        ) : null}
        {(job.counts.refuse ?? 0) > 0 && ['checked', 'done', 'undone'].includes(job.status) ? (
          <Refusals
            job={id}
            target={job.resource}
            custom={job.mapping.custom}
            columns={job.columns}
            fileName={job.file_name}
          />
        ) : null}
        {(job.counts.kept ?? 0) > 0 ? (
          <Refusals
            job={id}
            target={job.resource}
            custom={job.mapping.custom}
            columns={job.columns}
            fileName={job.file_name}
            only="kept"
          />
        ) : null}
      </div>
    </>
  );
}
