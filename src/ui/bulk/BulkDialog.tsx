import { useDataProvider, useInvalidate } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyBulk, type BulkAnswer, type BulkChange, beginBulk, stageBulk } from '../../lib/bulk';
import type { Watch } from '../../lib/long-run';
import { useMe } from '../../providers/me';
import { everyPage } from '../list/everyPage';
import { RunProgress } from '../run/RunProgress';
import { useRun } from '../run/useRun';
import { useFormats } from '../useFormats';
import { useUndoNotice } from '../useUndoNotice';
import { Counts, Left } from './Outcome';
import type { BulkDialogProps, Chosen } from './types';
import { useBulkUndo } from './useBulkUndo';
import './texts';

/** The ids of what is chosen, so many at a time. */
async function* idsOf(
  { spec, list, selection }: Chosen,
  provider: ReturnType<ReturnType<typeof useDataProvider>>,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  if (selection.all === null) {
    const ids = [...selection.ids];
    for (let at = 0; at < ids.length; at += 1000) yield ids.slice(at, at + 1000);
    return;
  }
  const select = spec.embeds ? `id,${spec.embeds}` : 'id';
  for await (const rows of everyPage({ provider, resource: spec.resource, select, ...list, signal }))
    yield rows.map(({ id }) => String(id));
}

/**
 * Asks what is to be done to the chosen rows, does it with progress, and says what came of it. Stopped, or closed with the
 * browser, it goes on from "Recent changes".
 */
export function BulkDialog({
  chosen,
  title,
  action,
  danger = false,
  ready = true,
  change,
  onClose,
  children,
}: BulkDialogProps & {
  title: string;
  /** What the button says. */
  action: string;
  danger?: boolean;
  /** Whether all that is needed has been said. */
  ready?: boolean;
  change: Pick<BulkChange, 'action' | 'changes'>;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const formats = useFormats();
  const provider = useDataProvider()();
  const invalidate = useInvalidate();
  const offerUndo = useUndoNotice();
  const undo = useBulkUndo();
  const { state, run, stop } = useRun();
  const job = useRef<string>(null);
  const staged = useRef(false);
  const [answer, setAnswer] = useState<BulkAnswer>();
  const { resource } = chosen.spec;
  const { count, all } = chosen.selection;

  const stage = async ({ signal, onProgress }: Required<Watch>) => {
    job.current ??= await beginBulk(client, {
      ...change,
      resource,
      filter: all === null ? null : { filters: chosen.list.filters, search: chosen.list.rpc?.args },
    });
    let done = 0;
    for await (const ids of idsOf(chosen, provider, signal)) {
      await stageBulk(client, job.current, ids, signal);
      done += ids.length;
      onProgress({ done, total: count });
    }
    staged.current = true;
  };
  const apply = async (watch: Watch) => {
    const id = job.current;
    if (id === null) return;
    const came = await applyBulk(client, id, watch);
    await Promise.all(
      [resource, 'bulk_jobs'].map((name) => invalidate({ resource: name, invalidates: ['resourceAll'] })),
    );
    const { applied, refused } = came.counts;
    if (applied > 0)
      offerUndo(id, t('changes.did', { count: applied, number: formats.number(applied) }), () =>
        undo(id, resource),
      );
    if (refused === 0 && applied > 0) onClose(true);
    else setAnswer(came);
  };
  const go = async () => {
    if (!staged.current) await run('staging', stage);
    if (staged.current) await run('applying', apply);
  };
  const close = () => {
    stop();
    onClose(job.current !== null);
  };

  const begun = state.is !== 'idle';
  const asking = !begun && !answer;
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      mask={{ closable: asking }}
      width={480}
      footer={
        asking ? (
          <>
            <Button onClick={close}>{t('actions.cancel')}</Button>
            <Button type="primary" danger={danger} disabled={!ready} onClick={() => void go()}>
              {action}
            </Button>
          </>
        ) : (
          <Button onClick={close} disabled={state.is === 'running'}>
            {t('actions.close')}
          </Button>
        )
      }
    >
      {asking ? children : null}
      <RunProgress words="changes.run" state={state} onStop={stop} onRetry={() => void go()} />
      {answer && job.current ? (
        <>
          <Counts counts={answer.counts} />
          <Left job={job.current} resource={resource} wanted="refused" />
        </>
      ) : null}
    </Modal>
  );
}
