import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMe, useScope } from '../../providers/me';
import {
  DateTimeText,
  ErrorState,
  PageSkeleton,
  RecordHeader,
  RowMenu,
  StatusTag,
  TableSkeleton,
  useFormats,
} from '../../ui';
import { loadMatrices } from '../../ui/access/lookups';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { useCatalog } from '../../ui/access/useCatalog';
import { HistoryPanel } from '../../ui/record';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { useRecord } from '../../ui/record/useRecord';
import { MatrixEditor } from './MatrixEditor';
import { type RoleRecord, roleSelect } from './types';
import { useRoleActions } from './useRoleActions';
import './roles.css';

function Header({ role }: { role: RoleRecord }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const formats = useFormats();
  const words = useAccessWords();
  const { actions, dialog } = useRoleActions(role, () => void navigate('/roles', { replace: true }));
  const count = role.holders.length;
  return (
    <>
      <RecordHeader
        title={words.role(role)}
        crumbs={[{ title: t('roles.title'), to: '/roles' }]}
        status={role.shipped ? <StatusTag tone="neutral">{t('roles.shipped')}</StatusTag> : null}
        facts={[
          {
            label: t('roles.fields.people'),
            value: (
              <Link to={`/people?role=${role.id}`}>
                {t('roles.people', { count, number: formats.number(count) })}
              </Link>
            ),
          },
          { label: t('roles.fields.updated_at'), value: <DateTimeText value={role.updated_at} /> },
        ]}
        actions={
          <>
            {actions
              .filter(({ key }) => key === 'copy' || key === 'view-as')
              .map((action) =>
                'onClick' in action ? (
                  <Button key={action.key} icon={action.icon} onClick={action.onClick}>
                    {action.label}
                  </Button>
                ) : null,
              )}
            <RowMenu
              name={words.role(role)}
              large
              actions={actions.filter(({ key }) => key !== 'copy' && key !== 'view-as')}
            />
          </>
        }
      />
      {dialog}
    </>
  );
}

/** A role's matrix in the database, asked whenever the role is. */
function useStoredMatrix(role: RoleRecord | undefined) {
  const { client } = useMe();
  return useQuery({
    queryKey: ['data', 'default', 'roles', 'matrix', role?.id, role?.updated_at],
    queryFn: async () => (role ? ((await loadMatrices(client, [role.id])).get(role.id) ?? {}) : {}),
    enabled: role !== undefined,
    placeholderData: (before) => before,
  });
}

/** One role: who has it, and what it lets them do. */
export default function RoleShow() {
  const { id = '' } = useParams();
  const mayUpdate = useScope('roles', 'update') !== null;
  const catalog = useCatalog();
  const { query, record: role } = useRecord<RoleRecord>('roles', id, roleSelect);
  const stored = useStoredMatrix(role);
  const problem = problemOfPage(query.error, Boolean(role));
  if (problem) return <RecordProblem resource="roles" error={problem} onRetry={() => void query.refetch()} />;
  if (!role) return <PageSkeleton />;
  const broken = catalog.error ?? stored.error;
  return (
    <div className="at-record">
      <Header role={role} />
      {broken ? (
        <ErrorState error={broken} onRetry={() => void Promise.all([catalog.refetch(), stored.refetch()])} />
      ) : catalog.data && stored.data ? (
        <MatrixEditor
          key={id}
          role={role}
          stored={stored.data}
          catalog={catalog.data}
          mayUpdate={mayUpdate}
          onSaved={() => query.refetch()}
        />
      ) : (
        <TableSkeleton />
      )}
      <HistoryPanel resource="roles" id={id} />
    </div>
  );
}
