import { useInvalidate } from '@refinedev/core';
import { App, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { fromApi } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { FormDialog, NameItem } from '../../ui/dialog';
import { TagChip } from '../../ui/tags/TagChips';
import { type Tag, tagColors } from '../../ui/tags/tags';

/** A new tag, or another name and colour for one: wherever it stands, it is called so from then on. */
export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const invalidate = useInvalidate();

  const save = async ({ name, color }: Pick<Tag, 'name' | 'color'>) => {
    const row = { name: name.trim(), color };
    const { data, error, status } = tag
      ? await client.from('tags').update(row).eq('id', tag.id).select('id')
      : await client.from('tags').insert(row).select('id');
    if (error) throw fromApi(error, status, 'tags');
    if (data.length === 0) throw fromApi({ code: '42501', message: 'no tag was changed' }, 403);
    await invalidate({ resource: 'tags', invalidates: ['list'] });
    void message.success(t('form.saved'));
    onClose();
  };
  return (
    <FormDialog
      title={tag ? t('form.editTitle', { name: tag.name }) : t('tags.create')}
      action={t(tag ? 'actions.save' : 'actions.create')}
      initial={{ name: tag?.name ?? '', color: tag?.color ?? 'grey' }}
      onSave={save}
      onClose={onClose}
    >
      <NameItem label={t('tags.name')} />
      <Form.Item name="color" label={t('tags.color')}>
        <Select
          options={tagColors.map((color) => ({ value: color, label: t(`tags.colors.${color}`) }))}
          optionRender={({ value, label }) => <TagChip tag={{ name: String(label), color: String(value) }} />}
        />
      </Form.Item>
    </FormDialog>
  );
}
