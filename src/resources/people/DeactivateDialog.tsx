import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, TableSkeleton, useFormats } from '../../ui';
import { AskDialog } from '../../ui/dialog';
import { loadPeople } from '../../ui/people';

const kinds = ['customers', 'deals', 'tickets', 'tasks', 'events', 'reports', 'teams'] as const;
type Kind = (typeof kinds)[number];

const stays = 'stays';
const nobody = 'nobody';

function countsOf(value: unknown): Partial<Record<Kind, number>> {
  if (typeof value !== 'object' || value === null) return {};
  const known = new Map(Object.entries(value));
  return Object.fromEntries(kinds.map((kind) => [kind, Number(known.get(kind) ?? 0)]));
}

/** Ends somebody's access, and asks to whom the open work goes: all to one, or each kind to another. */
export default function DeactivateDialog({
  id,
  name,
  onClose,
}: {
  id: string;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const rpc = useRpc();
  const formats = useFormats();
  const invalidate = useInvalidate();
  const field = useId();
  const [heirs, setHeirs] = useState<Partial<Record<Kind, string>>>({});

  const { data, error, refetch } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'open-work', id],
    queryFn: async ({ signal }) => {
      const [counts, people] = await Promise.all([
        rpc('person_open_work', { person: id }, { stable: true, signal }),
        loadPeople(client, { active: true }),
      ]);
      return { counts: countsOf(counts), people: people.filter(({ value }) => value !== id) };
    },
    gcTime: 0,
  });
  const left = kinds.filter((kind) => (data?.counts[kind] ?? 0) > 0);
  const options = [
    { value: stays, label: t('people.deactivate.stays', { name }) },
    { value: nobody, label: t('ui.nobody') },
    ...(data?.people ?? []),
  ];
  const chosen = new Set(left.map((kind) => heirs[kind] ?? stays));
  const common = chosen.size === 1 ? [...chosen][0] : undefined;
  const setAll = (heir: string) => setHeirs(Object.fromEntries(left.map((kind) => [kind, heir])));

  const save = async () => {
    const handOver = left.flatMap((kind) => {
      const heir = heirs[kind] ?? stays;
      return heir === stays ? [] : [[kind, heir === nobody ? null : heir]];
    });
    await rpc('deactivate_person', { payload: { id, hand_over: Object.fromEntries(handOver) } });
    void message.success(t('people.deactivate.done', { name }));
    onClose();
    await invalidate({ resource: 'profiles', invalidates: ['resourceAll'] });
  };

  const select = (key: string, value: string | undefined, onChange: (heir: string) => void) => (
    <Select
      id={`${field}-${key}`}
      className="at-wide"
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      placeholder={t('people.deactivate.various')}
      options={options}
      onChange={onChange}
    />
  );

  return (
    <AskDialog
      title={t('people.deactivate.title', { name })}
      action={t('people.deactivate.action')}
      danger
      ready={Boolean(data)}
      width={520}
      onAct={save}
      onClose={onClose}
    >
      <p>{t('people.deactivate.hint')}</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <TableSkeleton /> : null}
      {data && left.length === 0 ? <p className="at-hint">{t('people.deactivate.nothing')}</p> : null}
      {left.length > 0 ? (
        <>
          <label htmlFor={`${field}-all`} className="at-label">
            {t('people.deactivate.toWhom')}
          </label>
          {select('all', common, setAll)}
          <ul className="people-heirs">
            {left.map((kind) => (
              <li key={kind}>
                <label htmlFor={`${field}-${kind}`}>
                  {t(`people.deactivate.kinds.${kind}`)}{' '}
                  <span className="at-figure">{formats.number(data?.counts[kind] ?? 0)}</span>
                </label>
                {select(kind, heirs[kind] ?? stays, (heir) => setHeirs({ ...heirs, [kind]: heir }))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </AskDialog>
  );
}
