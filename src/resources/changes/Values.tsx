import { useOne } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText, PersonById } from '../../ui';
import { choicePlaces } from '../../ui/audit/words';
import { customKey } from '../../ui/custom/field';
import { useCustomWords } from '../../ui/custom/useCustomWords';
import { TagChip } from '../../ui/tags/TagChips';
import type { Tag } from '../../ui/tags/tags';
import { type Change, setFields } from './job';

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
  const custom = useCustomWords();
  const value = (field: string, given: unknown) => {
    if (given === null || given === '') return t('changes.nothing');
    const key = customKey(field);
    if (key !== undefined) return <bdi>{custom.value(resource, key, given) ?? String(given)}</bdi>;
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
      {setFields({ changes }).map(([field, given]) => (
        <div key={field} className="changes-value">
          <dt>{action === 'assign' ? t('changes.assign.to') : custom.field(resource, field)}</dt>
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
