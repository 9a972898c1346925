import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { ErrorState, TableSkeleton } from '../../ui';
import { loadMatrices } from '../../ui/access/lookups';
import { MatrixGrid } from '../../ui/access/MatrixGrid';
import { ReachTag } from '../../ui/access/ReachTag';
import { reaches, reachIn } from '../../ui/access/types';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { useCatalog } from '../../ui/access/useCatalog';
import { Panel } from '../../ui/record';
import { type PersonRecord, rolesOf } from './types';

/** What somebody may do, and which of their roles gives it. */
export function AccessPanel({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  const { client } = useMe();
  const words = useAccessWords();
  const catalog = useCatalog();
  const roles = rolesOf(person);
  const ids = roles.map(({ id }) => id).sort();
  const matrices = useQuery({
    queryKey: ['data', 'default', 'roles', 'matrices', ...ids],
    queryFn: () => loadMatrices(client, ids),
  });

  const links = roles.map((role) => (
    <Link key={role.id} className="at-tag" to={`/roles/${role.id}`}>
      <bdi>{words.role(role)}</bdi>
    </Link>
  ));
  const problem = catalog.error ?? matrices.error;
  const grid = () => {
    if (problem)
      return (
        <ErrorState
          error={problem}
          onRetry={() => void Promise.all([catalog.refetch(), matrices.refetch()])}
        />
      );
    if (!catalog.data || !matrices.data) return <TableSkeleton />;
    return (
      <MatrixGrid
        groups={catalog.data}
        cell={(resource, { action, scoped }) => {
          const given = roles.map((role) => ({
            role,
            reach: reachIn(matrices.data.get(role.id) ?? {}, resource, action),
          }));
          const widest = reaches.findLast((reach) => given.some((one) => one.reach === reach)) ?? 'none';
          if (widest === 'none') return null;
          const by = given.filter(({ reach }) => reach === widest).map(({ role }) => words.role(role));
          return (
            <>
              <ReachTag reach={widest} scoped={scoped} />
              {roles.length > 1 ? (
                <span className="at-matrix-by">{t('access.from', { roles: by.join(t('ui.comma')) })}</span>
              ) : null}
            </>
          );
        }}
      />
    );
  };

  return (
    <Panel title={t('people.sections.access', { name: person.full_name })}>
      {roles.length > 0 ? (
        <>
          <p className="at-tags">{links}</p>
          {grid()}
        </>
      ) : (
        <p className="at-hint">{t('access.noRoles')}</p>
      )}
    </Panel>
  );
}
