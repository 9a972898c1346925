import { useQuery } from '@tanstack/react-query';
import { Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../providers/me';
import { EmptyState, ErrorState, PageHeader, TableSkeleton, useFormats } from '../../ui';
import { loadMatrices, loadRoles } from '../../ui/access/lookups';
import { MatrixGrid } from '../../ui/access/MatrixGrid';
import { ReachTag } from '../../ui/access/ReachTag';
import { differences, type Matrix, reachIn } from '../../ui/access/types';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { useCatalog } from '../../ui/access/useCatalog';
import './roles.css';

function Comparison({ a, b, onlyDifferent }: { a: string; b: string; onlyDifferent: boolean }) {
  const { t } = useTranslation();
  const { client } = useMe();
  const formats = useFormats();
  const catalog = useCatalog();
  const { data, error, refetch } = useQuery({
    queryKey: ['data', 'default', 'roles', 'matrices', a, b],
    queryFn: () => loadMatrices(client, [a, b]),
  });
  const problem = catalog.error ?? error;
  if (problem)
    return <ErrorState error={problem} onRetry={() => void Promise.all([catalog.refetch(), refetch()])} />;
  if (!catalog.data || !data) return <TableSkeleton />;
  const left: Matrix = data.get(a) ?? {};
  const right: Matrix = data.get(b) ?? {};
  const count = differences(left, right).length;
  return (
    <>
      <p role="status">{t('roles.compare.found', { count, number: formats.number(count) })}</p>
      <MatrixGrid
        groups={catalog.data}
        cell={(resource, { action, scoped }) => {
          const [from, to] = [reachIn(left, resource, action), reachIn(right, resource, action)];
          if (from === to && onlyDifferent) return null;
          return (
            <span className={from === to ? 'roles-pair' : 'roles-pair roles-pair-different'}>
              <ReachTag reach={from} scoped={scoped} />
              <ReachTag reach={to} scoped={scoped} />
            </span>
          );
        }}
      />
    </>
  );
}

/** Two roles side by side: where they differ, or everything. `?a=` and `?b=` say which. */
export default function RoleCompare() {
  const { t } = useTranslation();
  const { client } = useMe();
  const words = useAccessWords();
  const field = useId();
  const [params, setParams] = useSearchParams();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const {
    data: roles,
    error,
    refetch,
  } = useQuery({
    queryKey: ['data', 'default', 'roles', 'options'],
    queryFn: () => loadRoles(client),
  });
  const sides = ['a', 'b'] as const;
  const chosen = { a: params.get('a') ?? '', b: params.get('b') ?? '' };
  const choose = (side: 'a' | 'b', id: string) => setParams({ ...chosen, [side]: id }, { replace: true });

  return (
    <>
      <PageHeader
        title={t('roles.compare.title')}
        hint={t('roles.compare.hint')}
        crumbs={[{ title: t('roles.title'), to: '/roles' }]}
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      <div className="roles-sides">
        {sides.map((side) => (
          <div key={side}>
            <label htmlFor={`${field}-${side}`} className="at-label">
              {t(`roles.compare.${side}`)}
            </label>
            <Select
              id={`${field}-${side}`}
              className="at-wide"
              loading={!roles && !error}
              showSearch={{ optionFilterProp: 'label' }}
              value={(roles && chosen[side]) || undefined}
              options={(roles ?? []).map((role) => ({ value: role.id, label: words.role(role) }))}
              onChange={(id: string) => choose(side, id)}
            />
          </div>
        ))}
        <label className="roles-only" htmlFor={`${field}-only`}>
          <Switch id={`${field}-only`} checked={onlyDifferent} onChange={setOnlyDifferent} />
          {t('roles.compare.only')}
        </label>
      </div>
      {chosen.a && chosen.b ? (
        <Comparison a={chosen.a} b={chosen.b} onlyDifferent={onlyDifferent} />
      ) : (
        <EmptyState title={t('roles.compare.choose')} />
      )}
    </>
  );
}
