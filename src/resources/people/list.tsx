import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { PersonAvatar, useAvatar } from '../../ui';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { type Column, ListPage } from '../../ui/list';
import { PersonMenu } from './PersonMenu';
import { PersonStatus } from './PersonStatus';
import { type PersonLine, rolesOf } from './types';
import { useListSpec } from './useListSpec';
import './people.css';

const hrefOf = ({ id }: { id: string }) => `/people/${id}`;
const none = <span className="at-none">–</span>;

function Avatar({ row, size }: { row: PersonLine; size?: number }) {
  return <PersonAvatar name={row.full_name} avatar={useAvatar(row.id)} size={size} />;
}

function RoleNames({ row }: { row: PersonLine }) {
  const { t } = useTranslation();
  const words = useAccessWords();
  const names = rolesOf(row).map(words.role).join(t('ui.comma'));
  return names ? <span title={names}>{names}</span> : none;
}

function Card({ row }: { row: PersonLine }) {
  const seesRoles = useScope('roles', 'read') !== null;
  return (
    <>
      <Avatar row={row} size={36} />
      <div className="at-card-body">
        <Link to={hrefOf(row)} className="at-card-title" data-row-link>
          <bdi>{row.full_name}</bdi>
        </Link>
        <div className="at-card-line">
          <PersonStatus person={row} />
          {row.job_title ? <bdi>{row.job_title}</bdi> : null}
        </div>
        <div className="at-card-line">
          {row.team ? <bdi>{row.team.name}</bdi> : null}
          {seesRoles ? <RoleNames row={row} /> : null}
        </div>
      </div>
    </>
  );
}

/** Who works here, where and as what; for administrators also with which roles, and whether they have come in. */
export default function PeopleList() {
  const { t } = useTranslation();
  const spec = useListSpec();
  const seesRoles = useScope('roles', 'read') !== null;
  const manages = useScope('profiles', 'update') === 'all';
  const givesRoles = useScope('roles', 'update') !== null;

  const columns = useMemo<Column<PersonLine>[]>(() => {
    const title = (field: string) => t(`people.fields.${field}`);
    const text = (value: string | null | undefined) => (value ? <bdi title={value}>{value}</bdi> : none);
    const roles: Column<PersonLine> = {
      key: 'roles',
      title: title('role_ids'),
      width: 190,
      render: (row) => <RoleNames row={row} />,
    };
    return [
      {
        key: 'name',
        title: title('full_name'),
        sort: 'full_name',
        width: 220,
        always: true,
        render: (row) => (
          <span className="at-cell-name">
            <Avatar row={row} />
            <Link to={hrefOf(row)} data-row-link title={row.full_name}>
              <bdi>{row.full_name}</bdi>
            </Link>
          </span>
        ),
      },
      {
        key: 'state',
        title: title('active'),
        width: 110,
        render: (row) => <PersonStatus person={row} />,
      },
      ...(seesRoles ? [roles] : []),
      {
        key: 'job',
        title: title('job_title'),
        sort: 'job_title',
        width: 160,
        render: (row) => text(row.job_title),
      },
      {
        key: 'team',
        title: title('team_id'),
        sort: 'team.name',
        width: 140,
        render: (row) => text(row.team?.name),
      },
      {
        key: 'department',
        title: title('department_id'),
        sort: 'department.name',
        render: (row) => text(row.department?.name),
      },
      {
        key: 'manager',
        title: title('manager_id'),
        width: 150,
        render: (row) => text(row.manager?.full_name),
      },
      { key: 'email', title: title('email'), width: 200, render: (row) => text(row.email) },
    ];
  }, [t, seesRoles]);

  return (
    <ListPage<PersonLine>
      spec={spec}
      title={t('people.title')}
      searchHint={t('people.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} />}
      hrefOf={hrefOf}
      actions={(row) => <PersonMenu person={row} />}
      create={manages && givesRoles ? { to: '/people/create', label: t('people.create') } : undefined}
      empty={{ title: t('people.empty'), hint: t('people.emptyHint') }}
    />
  );
}
