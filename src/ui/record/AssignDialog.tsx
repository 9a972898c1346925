import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { AskDialog } from '../dialog';
import type { Holder } from './actionable';
import { HolderSelect } from './HolderSelect';

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
  const { message } = App.useApp();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const [chosen, setChosen] = useState(holder.id);
  const [problem, setProblem] = useState<unknown>();

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
      <HolderSelect as={holder.as} value={chosen} onChange={setChosen} onProblem={setProblem} />
    </AskDialog>
  );
}
