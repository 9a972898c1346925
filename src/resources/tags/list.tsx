import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromApi } from '../../lib/errors';
import { useMe, useScope } from '../../providers/me';
import { type RowAction, RowMenu, useErrorText } from '../../ui';
import { PagedList } from '../../ui/PagedList';
import { TagChip } from '../../ui/tags/TagChips';
import type { Tag } from '../../ui/tags/tags';
import { TagDialog } from './TagDialog';
import './tags.css';

/** The organisation's tags: named, coloured and deleted by who may. */
export default function TagList() {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const mayCreate = useScope('tags', 'create') !== null;
  const mayDelete = useScope('tags', 'delete') !== null;
  /** The one that is asked about; null for a new one. */
  const [asked, setAsked] = useState<Tag | null>();

  const remove = async ({ id }: Tag) => {
    const { error, status } = await client.from('tags').delete().eq('id', id).select('id').single();
    if (error) void message.error(errorText(fromApi(error, status, 'tags')));
    await invalidate({ resource: 'tags', invalidates: ['list'] });
  };
  const askRemove = (tag: Tag) =>
    modal.confirm({
      title: t('tags.deleteTitle', { name: tag.name }),
      content: t('tags.deleteText'),
      okText: t('tags.delete'),
      okButtonProps: { danger: true },
      cancelText: t('actions.cancel'),
      onOk: () => remove(tag),
    });
  const actionsOf = (tag: Tag): RowAction[] => [
    {
      key: 'edit',
      label: t('actions.edit'),
      icon: <EditOutlined aria-hidden />,
      onClick: () => setAsked(tag),
    },
    ...(mayDelete
      ? [
          {
            key: 'delete',
            label: t('tags.delete'),
            icon: <DeleteOutlined aria-hidden />,
            danger: true,
            onClick: () => askRemove(tag),
          },
        ]
      : []),
  ];

  return (
    <>
      <PagedList<Tag>
        title={t('tags.title')}
        hint={t('tags.hint')}
        latest="created_at"
        select="id, name, color, created_at"
        empty={{ title: t('tags.none'), hint: t('tags.hint') }}
        className="tags-list"
        action={
          mayCreate ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAsked(null)}>
              {t('tags.create')}
            </Button>
          ) : null
        }
      >
        {(tag) => (
          <>
            <TagChip tag={tag} />
            <RowMenu name={tag.name} actions={actionsOf(tag)} />
          </>
        )}
      </PagedList>
      {asked === undefined ? null : <TagDialog tag={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
