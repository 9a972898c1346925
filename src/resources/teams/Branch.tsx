import { DeleteOutlined, EditOutlined, PlusOutlined, UserAddOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { PersonById, type RowAction, RowMenu, StatusTag, useFormats } from '../../ui';
import { type Member, sizeOf, type TeamNode } from './tree';
import type { Asked } from './useDialogs';

/** People as a line of names. */
export function People({ people, leadId }: { people: readonly Member[]; leadId?: string | null }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <ul className="teams-people">
      {people.map((person) => (
        <li key={person.id}>
          <Link to={`/people/${person.id}`} title={person.job_title ?? undefined}>
            <PersonById id={person.id} name={person.full_name} size={20} />
          </Link>
          {person.id === leadId ? <StatusTag tone="info">{t('teams.lead')}</StatusTag> : null}
        </li>
      ))}
    </ul>
  );
}

/** What an administrator can do with a team. */
function useTeamActions(node: TeamNode, open: (asked: Asked) => void): RowAction[] {
  const { t } = useTranslation();
  const mayCreate = useScope('teams', 'create') !== null;
  const mayUpdate = useScope('teams', 'update') !== null;
  const mayDelete = useScope('teams', 'delete') !== null;
  const manages = useScope('profiles', 'update') === 'all';
  const { team } = node;
  const actions: RowAction[] = [];
  if (mayUpdate)
    actions.push({
      key: 'edit',
      label: t('teams.edit'),
      icon: <EditOutlined aria-hidden />,
      onClick: () => open({ kind: 'team', team }),
    });
  if (mayCreate)
    actions.push({
      key: 'below',
      label: t('teams.createBelow'),
      icon: <PlusOutlined aria-hidden />,
      onClick: () =>
        open({ kind: 'new-team', place: { parent_id: team.id, department_id: team.department_id } }),
    });
  if (manages)
    actions.push({
      key: 'invite',
      label: t('people.create'),
      icon: <UserAddOutlined aria-hidden />,
      to: `/people/create?team=${team.id}`,
    });
  if (mayDelete && manages)
    actions.push({
      key: 'delete',
      label: t('teams.delete.action'),
      icon: <DeleteOutlined aria-hidden />,
      danger: true,
      onClick: () => open({ kind: 'delete-team', team }),
    });
  return actions;
}

/** A team with its members, and the teams below it. */
export function Branch({
  node,
  leadOf,
  open,
}: {
  node: TeamNode;
  /** The name of a lead who is not in the team. */
  leadOf: (id: string) => string | undefined;
  open: (asked: Asked) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const actions = useTeamActions(node, open);
  const { team, members, below } = node;
  const outside = team.lead_id && !members.some(({ id }) => id === team.lead_id) ? team.lead_id : null;
  const count = sizeOf(node);
  return (
    <li className="teams-branch">
      <details open>
        <summary>
          <bdi className="teams-name">{team.name}</bdi>
          {team.region ? <bdi className="teams-region">{team.region}</bdi> : null}
          {node.above ? <span className="teams-region">{t('teams.below', { name: node.above })}</span> : null}
          <span className="teams-count">{t('teams.people', { count, number: formats.number(count) })}</span>
        </summary>
        {outside ? (
          <p className="teams-outside">
            {t('teams.ledBy')}{' '}
            <Link to={`/people/${outside}`}>
              <PersonById id={outside} name={leadOf(outside)} size={20} />
            </Link>
          </p>
        ) : null}
        <People people={members} leadId={team.lead_id} />
        {below.length > 0 ? (
          <ul className="teams-tree">
            {below.map((one) => (
              <Branch key={one.team.id} node={one} leadOf={leadOf} open={open} />
            ))}
          </ul>
        ) : null}
      </details>
      <span className="teams-menu">
        <RowMenu name={team.name} actions={actions} />
      </span>
    </li>
  );
}
