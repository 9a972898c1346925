import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { EmptyState, ErrorState, PageHeader, type RowAction, RowMenu, TableSkeleton } from '../../ui';
import { Branch, People } from './Branch';
import type { DepartmentNode } from './tree';
import { type Asked, useDialogs } from './useDialogs';
import { useTeams } from './useTeams';
import './teams.css';

function DepartmentSection({
  node,
  leadOf,
  open,
}: {
  node: DepartmentNode;
  leadOf: (id: string) => string | undefined;
  open: (asked: Asked) => void;
}) {
  const { t } = useTranslation();
  const mayCreate = useScope('teams', 'create') !== null;
  const mayUpdate = useScope('departments', 'update') !== null;
  const mayDelete = useScope('departments', 'delete') !== null;
  const { department, teams, members } = node;
  const name = department?.name ?? t('teams.noDepartment');
  const actions: RowAction[] = [];
  if (department && mayCreate)
    actions.push({
      key: 'team',
      label: t('teams.create'),
      icon: <PlusOutlined aria-hidden />,
      onClick: () => open({ kind: 'new-team', place: { department_id: department.id } }),
    });
  if (department && mayUpdate)
    actions.push({
      key: 'rename',
      label: t('teams.rename'),
      icon: <EditOutlined aria-hidden />,
      onClick: () => open({ kind: 'department', department }),
    });
  if (department && mayDelete)
    actions.push({
      key: 'delete',
      label: t('teams.delete.action'),
      icon: <DeleteOutlined aria-hidden />,
      danger: true,
      onClick: () => open({ kind: 'delete-department', department }),
    });
  return (
    <section className="teams-department" aria-label={name}>
      <header>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <RowMenu name={name} actions={actions} />
      </header>
      {teams.length > 0 ? (
        <ul className="teams-tree">
          {teams.map((one) => (
            <Branch key={one.team.id} node={one} leadOf={leadOf} open={open} />
          ))}
        </ul>
      ) : null}
      {members.length > 0 ? (
        <>
          <p className="teams-loose">{t('teams.withoutTeam')}</p>
          <People people={members} />
        </>
      ) : null}
      {teams.length + members.length === 0 ? <p className="at-hint">{t('teams.emptyDepartment')}</p> : null}
    </section>
  );
}

/** Departments, the teams in them, and who is in those. */
export default function TeamList() {
  const { t } = useTranslation();
  const all = useTeams();
  const { open, dialog } = useDialogs(all);
  const mayTeam = useScope('teams', 'create') !== null;
  const mayDepartment = useScope('departments', 'create') !== null;
  const leadOf = (id: string) => all.people.find((person) => person.id === id)?.full_name;

  const content = () => {
    if (all.error && !all.known) return <ErrorState error={all.error} onRetry={all.refetch} />;
    if (!all.known) return <TableSkeleton />;
    if (all.tree.length === 0) return <EmptyState title={t('teams.empty')} hint={t('teams.emptyHint')} />;
    return (
      <div className="teams-departments">
        {all.tree.map((node) => (
          <DepartmentSection key={node.department?.id ?? 'none'} node={node} leadOf={leadOf} open={open} />
        ))}
      </div>
    );
  };

  return (
    <>
      <PageHeader
        title={t('teams.title')}
        hint={t('teams.listHint')}
        extra={
          mayDepartment ? (
            <Button onClick={() => open({ kind: 'department', department: null })}>
              {t('teams.createDepartment')}
            </Button>
          ) : null
        }
        action={
          mayTeam ? (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => open({ kind: 'new-team', place: {} })}
            >
              {t('teams.create')}
            </Button>
          ) : null
        }
      />
      {content()}
      {dialog}
    </>
  );
}
