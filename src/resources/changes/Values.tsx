import { useOne } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText, PersonById } from '../../ui';
import { choicePlaces } from '../../ui/audit/words';
import { TagChip } from '../../ui/tags/TagChips';
import type { Tag } from '../../ui/tags/tags';
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

function TagOf({ id }: { id: string }) {
  const { t } = useTranslation();
  const { query, result } = useOne<Tag>({
    resource: 'tags',
    id,
    meta: { select: 'id, name, color' },
    errorNotification: false,
  });
  if (query.isPending) return null;
  return result ? <TagChip tag={result} /> : t('errors.gone');
}

/** What was set, or who got the records. */
export function Values({ change: { resource, action, changes, label } }: { change: Change }) {
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
  if (action === 'merge')
    return (
      <p>
        <Link to={`/${resource}/${String(changes.into_id)}`}>
          <bdi>{label}</bdi>
        </Link>
      </p>
    );
  if (action === 'tag' || action === 'untag')
    return typeof changes.tag_id === 'string' ? <TagOf id={changes.tag_id} /> : null;
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
