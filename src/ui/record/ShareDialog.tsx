import { CloseOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, startOfDay } from '../../lib/days';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { loadTeams } from '../choices';
import { DateField } from '../DateField';
import { Problem } from '../dialog';
import { Person } from '../Person';
import { loadPeople } from '../people';
import { ErrorState } from '../states';
import { useFormats } from '../useFormats';
import { type Share, useShares } from './shares';

/** People and teams to choose from, told apart by what stands before the id. */
function useCandidates(enabled: boolean) {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'share-with'],
    queryFn: async () => {
      const [people, teams] = await Promise.all([loadPeople(client, { active: true }), loadTeams(client)]);
      return { people, teams };
    },
    enabled,
  });
  if (!data) return undefined;
  return [
    {
      label: t('access.share.people'),
      options: data.people
        .filter(({ value }) => value !== profile.id)
        .map(({ value, label }) => ({ value: `person ${value}`, label })),
    },
    {
      label: t('access.share.teams'),
      options: data.teams.map(({ value, label }) => ({ value: `team ${value}`, label })),
    },
  ];
}

function ShareLine({ share, onEnd }: { share: Share; onEnd?: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const name = share.person?.name ?? share.team?.name ?? '';
  return (
    <li>
      <span className="at-share-who">
        {share.person ? <Person name={name} /> : <bdi>{name}</bdi>}
        <span className="at-share-how">
          {t(`access.share.accesses.${share.access}`)}
          {t('ui.comma')}
          {share.until
            ? t('access.share.untilDay', { day: formats.date(share.until) })
            : t('access.share.forever')}
          {share.by ? `${t('ui.comma')}${t('access.share.by', { name: share.by.name })}` : null}
        </span>
      </span>
      {onEnd ? (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('access.share.end', { name })}
          onClick={onEnd}
        />
      ) : null}
    </li>
  );
}

/** With whom a record is shared, and for who may: with whom it is to be. */
export default function ShareDialog({
  resource,
  id,
  name,
  mayShare,
  mayEdit,
  onClose,
}: {
  resource: string;
  id: string;
  name: string;
  mayShare: boolean;
  /** Whether one may let others change it. */
  mayEdit: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const { message } = App.useApp();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const field = useId();
  const { data: shares, error, refetch } = useShares(resource, id);
  const candidates = useCandidates(mayShare);
  const [whom, setWhom] = useState<string>();
  const [access, setAccess] = useState<'read' | 'edit'>('read');
  const [until, setUntil] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const perform = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      void message.success(done);
      setWhom(undefined);
      await invalidate({ resource, invalidates: ['resourceAll'] });
    } catch (failure) {
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };

  const share = () => {
    const [kind, target] = (whom ?? '').split(' ');
    return perform(
      () =>
        rpc('share_record', {
          resource,
          record_id: id,
          profile_id: kind === 'person' ? target : null,
          team_id: kind === 'team' ? target : null,
          access,
          until: until ? startOfDay(addDays(until, 1), organisation.timezone) : null,
        }),
      t('access.share.done'),
    );
  };

  return (
    <Modal
      open
      title={t('access.share.title', { name })}
      okText={t('access.share.action')}
      cancelText={t('actions.close')}
      okButtonProps={{ disabled: !whom, loading: busy }}
      footer={(buttons, { CancelBtn }) => (mayShare ? buttons : <CancelBtn />)}
      onOk={() => void share()}
      onCancel={onClose}
      width={480}
    >
      <Problem error={problem} />
      <h3 className="at-share-title">{t('access.share.current')}</h3>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {shares?.length === 0 ? <p className="at-hint">{t('access.share.none')}</p> : null}
      <ul className="at-shares" aria-busy={!shares && !error}>
        {(shares ?? []).map((one) => (
          <ShareLine
            key={one.id}
            share={one}
            onEnd={
              mayShare
                ? () =>
                    void perform(() => rpc('unshare_record', { share_id: one.id }), t('access.share.ended'))
                : undefined
            }
          />
        ))}
      </ul>
      {mayShare ? (
        <div className="at-share-form">
          <label htmlFor={`${field}-whom`} className="at-label">
            {t('access.share.with')}
          </label>
          <Select
            id={`${field}-whom`}
            className="at-wide"
            loading={!candidates}
            showSearch={{ optionFilterProp: 'label' }}
            value={whom}
            options={candidates ?? []}
            onChange={setWhom}
          />
          <label htmlFor={`${field}-access`} className="at-label">
            {t('access.share.access')}
          </label>
          <Select
            id={`${field}-access`}
            className="at-wide"
            value={access}
            options={(mayEdit ? (['read', 'edit'] as const) : (['read'] as const)).map((value) => ({
              value,
              label: t(`access.share.accesses.${value}`),
            }))}
            onChange={setAccess}
          />
          <label htmlFor={`${field}-until`} className="at-label">
            {t('access.share.until')} <span className="at-optional">{t('form.optional')}</span>
          </label>
          <DateField id={`${field}-until`} value={until} onChange={setUntil} />
          <p className="at-hint">{t('access.share.hint')}</p>
        </div>
      ) : null}
    </Modal>
  );
}
