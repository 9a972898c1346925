import { Radio, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { Problem } from '../dialog';
import type { FilterOption } from '../list/types';
import { loadTags } from '../tags/tags';
import { useFormats } from '../useFormats';
import { BulkDialog } from './BulkDialog';
import type { BulkDialogProps } from './types';

/** Puts a tag on the chosen rows, or takes it off them. */
export function TagMany(props: BulkDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client } = useMe();
  const field = useId();
  const [tags, setTags] = useState<FilterOption[]>();
  const [problem, setProblem] = useState<unknown>();
  const [action, setAction] = useState<'tag' | 'untag'>('tag');
  const [tag, setTag] = useState<string>();
  const { count } = props.chosen.selection;
  useEffect(() => {
    loadTags(client).then(setTags, setProblem);
  }, [client]);
  return (
    <BulkDialog
      {...props}
      title={t('changes.tag.title', { count, number: formats.number(count) })}
      action={t(`changes.tag.${action}`)}
      ready={tag !== undefined}
      change={{ action, changes: { tag_id: tag } }}
    >
      <Problem error={problem} />
      <Radio.Group
        value={action}
        options={(['tag', 'untag'] as const).map((value) => ({ value, label: t(`changes.tag.${value}`) }))}
        onChange={({ target }) => setAction(target.value)}
      />
      <div className="at-bulk-fields">
        <label htmlFor={field}>{t('tags.one')}</label>
        <Select
          id={field}
          className="at-wide"
          loading={!tags}
          showSearch={{ optionFilterProp: 'label' }}
          value={tag}
          options={tags}
          onChange={setTag}
        />
      </div>
    </BulkDialog>
  );
}
