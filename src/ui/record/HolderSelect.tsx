import { Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { FilterOption } from '../list/types';
import { loadPeople } from '../people';
import { useClear } from '../useClear';
import type { Holder } from './actionable';

/** Chooses the active person who gets a record, or nobody (null). */
export function HolderSelect({
  as,
  value,
  onChange,
  onProblem,
}: {
  as: Holder['as'];
  value: string | null | undefined;
  onChange: (id: string | null) => void;
  /** Why there is nobody to choose from. */
  onProblem: (error: unknown) => void;
}) {
  const { t } = useTranslation();
  const clear = useClear();
  const { client } = useMe();
  const field = useId();
  const [people, setPeople] = useState<FilterOption[]>();
  useEffect(() => {
    loadPeople(client, { active: true }).then(setPeople, onProblem);
  }, [client, onProblem]);
  return (
    <>
      <label htmlFor={field} className="at-label">
        {t(`assign.${as}`)}
      </label>
      <Select
        id={field}
        className="at-wide"
        autoFocus
        loading={!people}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={clear}
        placeholder={t('ui.nobody')}
        value={people ? (value ?? undefined) : undefined}
        options={people}
        onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      />
      <p className="at-hint">{t(`assign.${as}Hint`)}</p>
    </>
  );
}
