import { useOne } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { DateTimeText, PersonById } from '../../ui';
import { choicePlaces } from '../../ui/audit/words';
import type { Change } from './job';

function NewHolder({ id }: { id: string }) {
  const { result } = useOne<{ id: string; full_name: string }>({
    resource: 'profiles',
    id,
    meta: { select: 'id, full_name' },
    errorNotification: false,
  });
  return <PersonById id={id} name={result?.full_name} />;
}

/** What was set, or who got the records. */
export function Values({ change: { resource, action, changes } }: { change: Change }) {
  const { t } = useTranslation();
  const value = (field: string, given: unknown) => {
    if (given === null || given === '') return t('changes.nothing');
    const words = choicePlaces[resource]?.[field];
    if (words) return t(`${words}.${given}`, { defaultValue: String(given) });
    if (field.endsWith('_at')) return <DateTimeText value={String(given)} />;
    if (field.endsWith('_date')) return <DateTimeText value={String(given)} as="date" />;
    return <bdi>{String(given)}</bdi>;
  };
  if (action === 'trash') return null;
  return (
    <dl>
      {Object.entries(changes).map(([field, given]) => (
        <div key={field} className="changes-value">
          <dt>{action === 'assign' ? t('changes.assign.to') : t(`${resource}.fields.${field}`)}</dt>
          <dd>
            {action === 'assign' && typeof given === 'string' ? (
              <NewHolder id={given} />
            ) : action === 'assign' ? (
              t('ui.nobody')
            ) : (
              value(field, given)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
