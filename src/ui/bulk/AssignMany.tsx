import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../dialog';
import { HolderSelect } from '../record/HolderSelect';
import { useFormats } from '../useFormats';
import { BulkDialog } from './BulkDialog';
import type { BulkDialogProps } from './types';

/** Gives the chosen rows to a person, or to nobody. */
export function AssignMany(props: BulkDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [chosen, setChosen] = useState<string | null>();
  const [problem, setProblem] = useState<unknown>();
  const { count } = props.chosen.selection;
  const { ownerField } = props.chosen.spec;
  return (
    <BulkDialog
      {...props}
      title={t('changes.assign.title', { count, number: formats.number(count) })}
      action={t('assign.action')}
      ready={chosen !== undefined}
      change={{ action: 'assign', changes: { owner_id: chosen ?? null } }}
    >
      <Problem error={problem} />
      <HolderSelect
        as={ownerField === 'assignee_id' ? 'assignee' : 'owner'}
        value={chosen}
        onChange={setChosen}
        onProblem={setProblem}
      />
      <label className="at-row">
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={({ target }) => setChosen(target.checked ? null : undefined)}
        />
        {t('changes.assign.nobody')}
      </label>
    </BulkDialog>
  );
}
