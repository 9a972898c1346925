import { useInvalidate, useOne } from '@refinedev/core';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { applyBulk, cancelBulk, undoBulk } from '../../lib/bulk';
import { useMe } from '../../providers/me';
import {
  DateTimeText,
  ErrorState,
  PageHeader,
  PageSkeleton,
  StatusTag,
  useErrorText,
  useUnsaved,
} from '../../ui';
import { Counts, Left } from '../../ui/bulk/Outcome';
import { RunProgress } from '../../ui/run/RunProgress';
import { useRun } from '../../ui/run/useRun';
import { type Change, canUndo, changeColumns, tones } from './job';
import { useSay } from './useSay';
import { Values } from './Values';
import './changes.css';
import '../../ui/bulk/texts';

/** One change of many records, or a deletion: what came of it, going on with it, and taking it back. */
export default function ChangeShow() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { client } = useMe();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const say = useSay();
  const { state, run, stop } = useRun();
  const { query, result: change } = useOne<Change>({
    resource: 'bulk_jobs',
    id,
    meta: { select: changeColumns },
    errorNotification: false,
  });
  useUnsaved(state.is === 'running');

  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!change) return <PageSkeleton />;

  const { resource, status, counts, total_rows } = change;
  const refresh = async () => {
    await query.refetch();
    await Promise.all(
      [resource, 'bulk_jobs'].map((name) => invalidate({ resource: name, invalidates: ['resourceAll'] })),
    );
  };
  const dealt = total_rows - (counts.waiting ?? total_rows);
  const goOn = () =>
    run('applying', (watch) => applyBulk(client, id, watch, dealt).then(() => undefined)).then(refresh);
  const undo = () =>
    run('undoing', (watch) => undoBulk(client, id, watch).then(() => undefined)).then(refresh);
  const cancel = async () => {
    try {
      await cancelBulk(client, id);
    } catch (error) {
      void message.error(errorText(error));
    }
    await refresh();
  };

  const idle = state.is !== 'running';
  return (
    <>
      <PageHeader
        title={say(change)}
        crumbs={[{ title: t('changes.title'), to: '/changes' }]}
        hint={
          <span className="at-row">
            <StatusTag tone={tones[status]}>{t(`changes.statuses.${status}`)}</StatusTag>
            {t(`${resource}.title`)}
            <DateTimeText value={change.created_at} />
          </span>
        }
      />
      <div className="changes-page">
        <Values change={change} />
        <RunProgress
          words="changes.run"
          state={state}
          onStop={stop}
          onRetry={() => void (state.is !== 'idle' && state.what === 'undoing' ? undo() : goOn())}
        />
        {idle && status === 'staging' ? <p>{t('changes.unbegun')}</p> : null}
        {idle && status === 'applying' && state.is === 'idle' ? <p>{t('changes.interrupted')}</p> : null}
        {status === 'staging' ? null : <Counts counts={counts} />}
        {idle ? (
          <div className="at-row">
            {status === 'applying' ? (
              <Button type="primary" onClick={() => void goOn()}>
                {t('changes.run.goOn')}
              </Button>
            ) : null}
            {canUndo(change) ? (
              <Button danger onClick={() => void undo()}>
                {t(status === 'undoing' ? 'changes.goOnUndoing' : 'changes.undo')}
              </Button>
            ) : null}
            {status === 'staging' || status === 'applying' ? (
              <Button onClick={() => void cancel()}>{t('changes.cancel')}</Button>
            ) : null}
          </div>
        ) : null}
        {(counts.refused ?? 0) > 0 ? <Left job={id} resource={resource} wanted="refused" /> : null}
        {(counts.kept ?? 0) > 0 ? <Left job={id} resource={resource} wanted="kept" /> : null}
      </div>
    </>
  );
}
