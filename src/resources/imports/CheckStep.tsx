import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { headerSignature } from '../../lib/import/analyse';
import { beginImport, type ImportCounts, restage } from '../../lib/import/api';
import { filePartsOf } from '../../lib/import/reader';
import { applyJob, checkJob, stageParts } from '../../lib/import/run';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import { RunProgress } from '../../ui/run/RunProgress';
import { useRun } from '../../ui/run/useRun';
import type { ImportFile } from './files';
import { MappingButton } from './MappingButton';
import { Outcome } from './Outcome';
import { Refusals } from './Refusals';

/** The dry run, then the import itself. */
export function CheckStep({
  file,
  onJob,
  onBack,
  onDone,
}: {
  file: ImportFile & Required<Pick<ImportFile, 'analysis' | 'mapping'>>;
  onJob: (job: string) => void;
  onBack: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const formats = useFormats();
  const { state, run, stop } = useRun();
  const [counts, setCounts] = useState<ImportCounts>();
  const [checked, setChecked] = useState(0);
  const { analysis, mapping, file: source, hash, job } = file;
  const columns = analysis.columns.map(({ name }) => name);
  const current = useRef(job);

  const check = () =>
    run('checking', async (watch) => {
      if (current.current) await restage(client, current.current, mapping);
      else {
        current.current = await beginImport(client, {
          resource: mapping.target,
          file_name: source.name,
          file_size: source.size,
          file_hash: hash,
          columns,
          signature: headerSignature(columns),
          mapping,
        });
        onJob(current.current);
      }
      const parts = filePartsOf(source, analysis.reading, columns, mapping);
      await stageParts(client, current.current, parts, analysis.rows, half(watch, 0));
      const answer = await checkJob(client, current.current, half(watch, 1));
      setCounts(answer.counts);
      setChecked((times) => times + 1);
    });

  const apply = () =>
    run('applying', async (watch) => {
      if (!current.current) return;
      await applyJob(client, current.current, watch);
      onDone();
    });

  const first = useRef(check);
  const begun = useRef(false);
  const begin = useCallback(() => {
    if (begun.current) return;
    begun.current = true;
    void first.current();
  }, []);
  useEffect(begin, [begin]);

  const busy = state.is === 'running';
  const work = (counts?.create ?? 0) + (counts?.update ?? 0);
  const again = state.is !== 'idle' && state.what === 'applying' ? apply : check;
  return (
    <div className="imports-step">
      <RunProgress words="imports.run" state={state} onStop={stop} onRetry={() => void again()} />
      {counts ? (
        <>
          <Outcome counts={counts} done={false} />
          {counts.refuse > 0 && current.current ? (
            <Refusals
              key={checked}
              job={current.current}
              target={mapping.target}
              custom={mapping.custom}
              columns={columns}
              fileName={source.name}
            />
          ) : null}
        </>
      ) : null}
      <div className="imports-actions">
        <Button onClick={onBack} disabled={busy}>
          {t('imports.fix')}
        </Button>
        <MappingButton mapping={mapping} fileName={source.name} />
        {counts ? (
          <Button type="primary" disabled={busy || work === 0} onClick={() => void apply()}>
            {work === 0
              ? t('imports.nothingToDo')
              : t('imports.apply', { count: work, rows: formats.number(work) })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

type Watch = Parameters<Parameters<ReturnType<typeof useRun>['run']>[1]>[0];

/** Reading is the first half of checking, looking at the rows the second. */
function half(watch: Watch, which: 0 | 1): Watch {
  return {
    signal: watch.signal,
    onProgress: ({ done, total }) =>
      watch.onProgress({ done: Math.round((done + which * total) / 2), total }),
  };
}
