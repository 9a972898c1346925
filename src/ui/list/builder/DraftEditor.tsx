import { Input, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { relativeDays } from '../../../lib/relative-days';
import { DateField } from '../../DateField';
import FilterOptions from '../FilterOptions';
import FindOptions from '../FindOptions';
import type { FilterDef } from '../types';
import { useChosenNames, useFilterOptions } from '../useFilterOptions';
import type { Choice, Draft } from './choices';

const nothing = () => undefined;

interface EditorProps {
  filter: FilterDef;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

function Values({ filter, draft, onDraft }: EditorProps) {
  const { options, retry } = useFilterOptions(filter, { open: true, named: false });
  const chosen = useChosenNames(filter, draft.values);
  const common = {
    // "None" is an operator here.
    filter: { ...filter, none: false, people: false },
    values: draft.values,
    onChange: (values: string[]) => onDraft({ ...draft, values }),
    onClose: nothing,
    autoFocus: false,
  };
  return filter.find ? (
    <FindOptions {...common} chosen={chosen} />
  ) : (
    <FilterOptions {...common} options={options} onRetry={retry} />
  );
}

/** What an operator compares a column with. */
export function DraftEditor({ choice, ...props }: EditorProps & { choice: Choice }) {
  const { t } = useTranslation();
  const id = useId();
  const { filter, draft, onDraft } = props;
  const { editor } = choice;
  if (editor === 'none') return null;
  if (editor === 'values') return <Values {...props} />;
  if (editor === 'relative')
    return (
      <>
        <label htmlFor={id}>{t('lists.builder.value')}</label>
        <Select
          id={id}
          value={draft.relative}
          options={relativeDays.map((value) => ({ value, label: t(`list.days.${value}`) }))}
          onChange={(relative) => onDraft({ ...draft, relative })}
        />
      </>
    );
  if (editor === 'text')
    return (
      <>
        <label htmlFor={id}>{t('lists.builder.value')}</label>
        <Input
          id={id}
          maxLength={200}
          value={draft.text}
          onChange={(event) => onDraft({ ...draft, text: event.target.value })}
        />
      </>
    );
  const ends = editor === 'days' || editor === 'numbers' ? (['from', 'to'] as const) : (['from'] as const);
  const isDay = editor === 'day' || editor === 'days';
  return ends.map((end) => {
    const number = end === 'from' ? 'low' : 'high';
    return (
      <div key={end} className="at-builder-end">
        <label htmlFor={`${id}-${end}`}>
          {ends.length > 1 ? t(`list.${end}`) : t('lists.builder.value')}
        </label>
        {isDay ? (
          <DateField
            id={`${id}-${end}`}
            value={draft[end]}
            onChange={(day) => onDraft({ ...draft, [end]: day })}
          />
        ) : (
          <InputNumber
            id={`${id}-${end}`}
            aria-label={`${filter.label}: ${t(`list.${end}`)}`}
            value={draft[number]}
            onChange={(value) => onDraft({ ...draft, [number]: value })}
          />
        )}
      </div>
    );
  });
}
