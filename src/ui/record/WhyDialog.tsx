import { useQuery } from '@tanstack/react-query';
import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useAccessWords } from '../access/useAccessWords';
import { loadPeople } from '../people';
import { TableSkeleton } from '../Skeletons';
import { ErrorState } from '../states';
import { isWhy, Reasons } from './Reasons';

/** Why a person sees a record, or does not: the role and scope, the share, the customer that gives it. */
export default function WhyDialog({
  resource,
  id,
  name,
  onClose,
}: {
  resource: string;
  id: string;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const rpc = useRpc();
  const words = useAccessWords();
  const field = useId();
  const mayAsk = useScope('roles', 'read') !== null;
  const [person, setPerson] = useState(profile.id);
  const { data: people } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'options', 'everybody'],
    queryFn: () => loadPeople(client),
    enabled: mayAsk,
  });
  const { data, error, refetch } = useQuery({
    queryKey: ['data', 'default', resource, 'why', id, person],
    queryFn: async ({ signal }) => {
      const found = await rpc('why_can_see', { resource, record_id: id, person }, { stable: true, signal });
      return isWhy(found) ? found : null;
    },
    staleTime: 0,
  });

  const verdict = () => {
    if (!data) return null;
    const { name: who, active } = data.person;
    if (!active) return t('access.why.inactive', { name: who });
    return t(`access.why.${data.can_edit ? 'edits' : data.can_see ? 'sees' : 'not'}`, { name: who });
  };

  return (
    <Modal
      open
      title={t('access.why.title', { name })}
      cancelText={t('actions.close')}
      footer={(_, { CancelBtn }) => <CancelBtn />}
      onCancel={onClose}
      width={520}
    >
      {mayAsk ? (
        <>
          <label htmlFor={field} className="at-label">
            {t('access.why.person')}
          </label>
          <Select
            id={field}
            className="at-wide"
            loading={!people}
            showSearch={{ optionFilterProp: 'label' }}
            value={people ? person : undefined}
            options={people ?? []}
            onChange={setPerson}
          />
        </>
      ) : null}
      <div className="at-why" role="status">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <TableSkeleton /> : null}
        {data ? (
          <>
            <p className="at-why-verdict">{verdict()}</p>
            <Reasons reasons={data.reasons} />
            {!data.can_see && data.person.active ? (
              data.roles.length > 0 ? (
                <>
                  <p>{t('access.why.farRoles')}</p>
                  <ul className="at-why-reasons">
                    {data.roles.map((role) => (
                      <li key={role.id}>
                        {t('access.why.byRole', {
                          role: words.role(role),
                          scope: words.reach(role.scope),
                        })}
                      </li>
                    ))}
                  </ul>
                </>
              ) : (
                <p>{t('access.why.noRoles')}</p>
              )
            ) : null}
          </>
        ) : null}
      </div>
    </Modal>
  );
}
