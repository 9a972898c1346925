import { useList } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PersonById } from '../../ui';
import { Panel } from '../../ui/record';

/** Whom somebody manages; nothing where there is nobody. */
export function Reports({ id }: { id: string }) {
  const { t } = useTranslation();
  const { result } = useList<{ id: string; full_name: string }>({
    resource: 'profiles',
    filters: [
      { field: 'manager_id', operator: 'eq', value: id },
      { field: 'active', operator: 'eq', value: true },
    ],
    sorters: [{ field: 'full_name', order: 'asc' }],
    pagination: { currentPage: 1, pageSize: 100 },
    meta: { select: 'id, full_name' },
    errorNotification: false,
  });
  if (result.data.length === 0) return null;
  return (
    <Panel title={t('people.sections.reports')}>
      <ul className="people-reports">
        {result.data.map((person) => (
          <li key={person.id}>
            <Link to={`/people/${person.id}`}>
              <PersonById id={person.id} name={person.full_name} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
