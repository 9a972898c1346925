import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterDef } from '../types';
import '../texts';
import { type Choice, choicesOf, emptyDraft } from './choices';
import { DraftEditor } from './DraftEditor';
import './builder.css';

export interface FilterBuilderProps {
  filters: readonly FilterDef[];
  /** Narrows the list by a key of the address. */
  onAdd: (key: string, values: string[]) => void;
  onClose: () => void;
}

/** A condition is put together: a column, an operator that fits it, and what it is compared with. */
export default function FilterBuilder({ filters, onAdd, onClose }: FilterBuilderProps) {
  const { t } = useTranslation();
  const id = useId();
  const [at, setAt] = useState({ column: filters[0]?.key ?? '', operator: '' });
  const [draft, setDraft] = useState(emptyDraft);
  const filter = filters.find(({ key }) => key === at.column) ?? filters[0];
  const choices = filter ? choicesOf(filter) : [];
  const choice: Choice | undefined = choices.find((one) => one.id === at.operator) ?? choices[0];
  if (!filter || !choice) return null;
  const values = choice.values(draft);

  const add = () => {
    onAdd(choice.key, values);
    onClose();
  };
  return (
    <Modal
      open
      title={t('lists.builder.title')}
      okText={t('lists.builder.add')}
      okButtonProps={{ disabled: values.length === 0 }}
      cancelText={t('actions.cancel')}
      onOk={add}
      onCancel={onClose}
      width={440}
    >
      <form
        className="at-builder"
        onSubmit={(event) => {
          event.preventDefault();
          if (values.length > 0) add();
        }}
      >
        <label htmlFor={`${id}-column`}>{t('lists.builder.column')}</label>
        <Select
          id={`${id}-column`}
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.key}
          options={filters.map(({ key, label }) => ({ value: key, label }))}
          onChange={(column) => {
            setAt({ column, operator: '' });
            setDraft(emptyDraft);
          }}
        />
        <label htmlFor={`${id}-operator`}>{t('lists.builder.operator')}</label>
        <Select
          id={`${id}-operator`}
          value={choice.id}
          options={choices.map((one) => ({ value: one.id, label: t(`lists.operators.${one.id}`) }))}
          onChange={(operator) => setAt({ ...at, operator })}
        />
        <DraftEditor key={filter.key} filter={filter} choice={choice} draft={draft} onDraft={setDraft} />
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
