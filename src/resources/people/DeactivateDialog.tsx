import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, TableSkeleton, useErrorText, useFormats } from '../../ui';
import { loadPeople } from '../../ui/people';

const kinds = ['customers', 'deals', 'tickets', 'tasks', 'reports', 'teams'] as const;
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
  const errorText = useErrorText();
  const field = useId();
  const [heirs, setHeirs] = useState<Partial<Record<Kind, string>>>({});
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const { data, error, refetch } = useQuery({
    queryKey: ['data', 'default', 'people', 'open-work', id],
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
    setBusy(true);
    setProblem(undefined);
    const handOver = left.flatMap((kind) => {
      const heir = heirs[kind] ?? stays;
      return heir === stays ? [] : [[kind, heir === nobody ? null : heir]];
    });
    try {
      await rpc('deactivate_person', { payload: { id, hand_over: Object.fromEntries(handOver) } });
      void message.success(t('people.deactivate.done', { name }));
      onClose();
      await invalidate({ resource: 'profiles', invalidates: ['resourceAll'] });
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
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
    <Modal
      open
      title={t('people.deactivate.title', { name })}
      okText={t('people.deactivate.action')}
      cancelText={t('actions.cancel')}
      okButtonProps={{ danger: true, disabled: !data, loading: busy }}
      onOk={() => void save()}
      onCancel={onClose}
      width={520}
    >
      {problem ? (
        <p className="at-form-error" role="alert">
          {errorText(problem)}
        </p>
      ) : null}
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
    </Modal>
  );
}
