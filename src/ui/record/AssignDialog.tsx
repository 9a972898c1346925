import { useInvalidate } from '@refinedev/core';
import { App, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { AskDialog } from '../dialog';
import type { FilterOption } from '../list/types';
import { loadPeople } from '../people';
import { useClear } from '../useClear';
import type { Holder } from './actionable';

/** Gives records to another person, or to nobody. Whoever gives one away may see it no longer. */
export default function AssignDialog({
  resource,
  ids,
  name,
  holder,
  onClose,
}: {
  resource: string;
  ids: string[];
  /** The record's name, for the title. */
  name: string;
  holder: Holder;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const clear = useClear();
  const { client } = useMe();
  const { message } = App.useApp();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const field = useId();
  const [people, setPeople] = useState<FilterOption[]>();
  const [chosen, setChosen] = useState(holder.id);
  const [problem, setProblem] = useState<unknown>();

  useEffect(() => {
    loadPeople(client, { active: true }).then(setPeople, setProblem);
  }, [client]);

  const save = async () => {
    await rpc('assign_records', { resource, ids, owner_id: chosen });
    void message.success(t('assign.done', { count: ids.length }));
    onClose();
    await invalidate({ resource, invalidates: ['resourceAll'] });
  };

  return (
    <AskDialog
      title={t('assign.title', { name })}
      action={t('assign.action')}
      ready={chosen !== holder.id}
      problem={problem}
      onAct={save}
      onClose={onClose}
    >
      <label htmlFor={field} className="at-label">
        {t(`assign.${holder.as}`)}
      </label>
      <Select
        id={field}
        className="at-wide"
        autoFocus
        loading={!people}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={clear}
        placeholder={t('ui.nobody')}
        value={people ? (chosen ?? undefined) : undefined}
        options={people}
        onChange={(value: string | undefined) => setChosen(value ?? null)}
      />
      <p className="at-hint">{t(`assign.${holder.as}Hint`)}</p>
    </AskDialog>
  );
}
