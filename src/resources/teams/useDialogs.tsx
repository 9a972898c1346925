import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchOf, type Department, type Team } from './tree';
import { useChange } from './useChange';
import type { Teams } from './useTeams';

const TeamDrawer = lazy(() => import('./TeamDrawer'));
const DepartmentDialog = lazy(() => import('./DepartmentDialog'));
const MoveDialog = lazy(() => import('./MoveDialog'));

export type Asked =
  | { kind: 'new-team'; place: { parent_id?: string; department_id?: string | null } }
  | { kind: 'team'; team: Team }
  | { kind: 'delete-team'; team: Team }
  | { kind: 'department'; department: Department | null }
  | { kind: 'delete-department'; department: Department };

/** The dialogs of the page, one at a time: `open(…)` asks for one. */
export function useDialogs(all: Teams): { open: (asked: Asked) => void; dialog: ReactNode } {
  const { t } = useTranslation();
  const change = useChange();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);

  const content = () => {
    switch (asked?.kind) {
      case 'new-team':
        return <TeamDrawer team={null} place={asked.place} all={all} onClose={close} />;
      case 'team':
        return <TeamDrawer team={asked.team} all={all} onClose={close} />;
      case 'department':
        return <DepartmentDialog department={asked.department} onClose={close} />;
      case 'delete-team': {
        const { team } = asked;
        const branch = branchOf(all.teams, team.id);
        return (
          <MoveDialog
            title={t('teams.delete.title', { name: team.name })}
            label={t('teams.delete.team')}
            hint={t('teams.delete.teamHint')}
            options={all.teams
              .filter(({ id }) => !branch.has(id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            onMove={(to) =>
              change('delete_team', { id: team.id, move_to: to }, t('teams.delete.done', { name: team.name }))
            }
            onClose={close}
          />
        );
      }
      case 'delete-department': {
        const { department } = asked;
        return (
          <MoveDialog
            title={t('teams.delete.title', { name: department.name })}
            label={t('teams.delete.department')}
            hint={t('teams.delete.departmentHint')}
            options={all.departments
              .filter(({ id }) => id !== department.id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onMove={(to) =>
              change(
                'delete_department',
                { id: department.id, move_to: to },
                t('teams.delete.done', { name: department.name }),
              )
            }
            onClose={close}
          />
        );
      }
      default:
        return null;
    }
  };
  return { open: setAsked, dialog: asked ? <Suspense>{content()}</Suspense> : null };
}
