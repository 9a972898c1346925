import { PlusOutlined, SwapOutlined } from '@ant-design/icons';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { ErrorState, PageHeader, RowMenu, StatusTag, TableSkeleton, useFormats } from '../../ui';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { type RoleRecord, roleSelect } from './types';
import { useRoleActions } from './useRoleActions';
import './roles.css';

const RoleDialog = lazy(() => import('./RoleDialog'));

function RoleLine({ role }: { role: RoleRecord }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useAccessWords();
  const { actions, dialog } = useRoleActions(role);
  const count = role.holders.length;
  return (
    <li>
      <Link to={`/roles/${role.id}`} className="roles-name">
        <bdi>{words.role(role)}</bdi>
      </Link>
      {role.shipped ? <StatusTag tone="neutral">{t('roles.shipped')}</StatusTag> : null}
      <Link to={`/people?role=${role.id}`} className="roles-people">
        {t('roles.people', { count, number: formats.number(count) })}
      </Link>
      <RowMenu name={words.role(role)} actions={actions} />
      {dialog}
    </li>
  );
}

/** The roles, and how many people have each. */
export default function RoleList() {
  const { t } = useTranslation();
  const mayCreate = useScope('roles', 'create') !== null;
  const [creating, setCreating] = useState(false);
  const { query, result } = useList<RoleRecord>({
    resource: 'roles',
    sorters: [
      { field: 'shipped', order: 'asc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { currentPage: 1, pageSize: 500 },
    meta: { select: roleSelect },
    errorNotification: false,
  });

  const list = () => {
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (query.isPending) return <TableSkeleton />;
    return (
      <ul className="roles-list">
        {result.data.map((role) => (
          <RoleLine key={role.id} role={role} />
        ))}
      </ul>
    );
  };

  return (
    <>
      <PageHeader
        title={t('roles.title')}
        hint={t('roles.listHint')}
        extra={
          <Link className="at-button-link at-button-plain" to="/roles/compare">
            <SwapOutlined aria-hidden /> {t('roles.compare.action')}
          </Link>
        }
        action={
          mayCreate ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
              {t('roles.create')}
            </Button>
          ) : null
        }
      />
      {list()}
      {creating ? (
        <Suspense>
          <RoleDialog onClose={() => setCreating(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
