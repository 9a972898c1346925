import { useInvalidate } from '@refinedev/core';
import { App, Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useFormats, useUnsaved } from '../../ui';
import { MatrixGrid } from '../../ui/access/MatrixGrid';
import { ReachTag } from '../../ui/access/ReachTag';
import {
  differences,
  type Matrix,
  matrixOf,
  overlay,
  type Reach,
  reaches,
  reachIn,
} from '../../ui/access/types';
import { useAccessWords } from '../../ui/access/useAccessWords';
import type { CatalogGroup } from '../../ui/access/useCatalog';
import { ReachSelect } from './ReachSelect';
import type { RoleRecord } from './types';

const PreviewDialog = lazy(() => import('./PreviewDialog'));

/** What each scope means, in plain words. */
function Meanings() {
  const { t } = useTranslation();
  const words = useAccessWords();
  return (
    <details className="roles-meanings">
      <summary>{t('roles.meanings')}</summary>
      <dl>
        {reaches.map((reach) => (
          <div key={reach}>
            <dt>
              <ReachTag reach={reach} />
            </dt>
            <dd>{words.meaning(reach)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A role's matrix, to be changed; nothing is saved before what it does has been shown. */
export function MatrixEditor({
  role,
  stored,
  catalog,
  mayUpdate,
  onSaved,
}: {
  role: RoleRecord;
  stored: Matrix;
  catalog: readonly CatalogGroup[];
  mayUpdate: boolean;
  onSaved: () => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const rpc = useRpc();
  const formats = useFormats();
  const invalidate = useInvalidate();
  const words = useAccessWords();
  // What the changes were made over: a refetch meanwhile is somebody else's version.
  const [base, setBase] = useState({ matrix: stored, version: role.updated_at });
  const [draft, setDraft] = useState<Matrix>({});
  const [previewing, setPreviewing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const clean = Object.keys(draft).length === 0;
  const { matrix, version } = clean ? { matrix: stored, version: role.updated_at } : base;

  const planned = (resource: string, action: string) =>
    draft[resource]?.[action] ?? reachIn(matrix, resource, action);
  const changes = useMemo(() => differences(matrix, overlay(matrix, draft)), [matrix, draft]);
  useUnsaved(changes.length > 0);

  const set = (resource: string, action: string, reach: Reach) => {
    if (clean) setBase({ matrix: stored, version: role.updated_at });
    setDraft((now) => ({ ...now, [resource]: { ...now[resource], [action]: reach } }));
  };
  const permissions = matrixOf(changes.map(({ resource, action, to }) => ({ resource, action, scope: to })));

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await rpc('save_role_matrix', { payload: { id: role.id, version, permissions } });
      void message.success(t('roles.saved'));
      await onSaved();
      setDraft({});
      setPreviewing(false);
      await invalidate({ resource: 'roles', invalidates: ['resourceAll'] });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Meanings />
      <MatrixGrid
        groups={catalog}
        cell={(resource, { action, scoped }) => {
          const value = planned(resource, action);
          if (!mayUpdate) return <ReachTag reach={value} scoped={scoped} />;
          return (
            <ReachSelect
              label={t('roles.preview.action', {
                resource: words.resource(resource),
                action: words.action(action),
              })}
              value={value}
              before={reachIn(matrix, resource, action)}
              scoped={scoped}
              onChange={(reach) => set(resource, action, reach)}
            />
          );
        }}
      />
      {mayUpdate ? (
        <footer className="roles-foot">
          <span role="status">
            {changes.length > 0
              ? t('roles.changes', { count: changes.length, number: formats.number(changes.length) })
              : null}
          </span>
          <Button disabled={changes.length === 0} onClick={() => setDraft({})}>
            {t('roles.discard')}
          </Button>
          <Button
            type="primary"
            disabled={changes.length === 0}
            onClick={() => {
              setProblem(undefined);
              setPreviewing(true);
            }}
          >
            {t('roles.preview.open')}
          </Button>
        </footer>
      ) : null}
      {previewing ? (
        <Suspense>
          <PreviewDialog
            id={role.id}
            name={words.role(role)}
            permissions={permissions}
            busy={busy}
            problem={problem}
            onSave={() => void save()}
            onClose={() => setPreviewing(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
