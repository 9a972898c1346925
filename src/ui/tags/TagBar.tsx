import { TagsOutlined } from '@ant-design/icons';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TagChips } from './TagChips';
import { type Tag, type Tagged, tagTable } from './tags';

const TagEditor = lazy(() => import('./TagEditor'));

/** The tags of a record, edited in place. */
export function TagBar({ resource, id, mayEdit }: { resource: Tagged; id: string; mayEdit: boolean }) {
  const { t } = useTranslation();
  const { table, key } = tagTable[resource];
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { query, result } = useList<{ id: string; tag: Tag }>({
    resource: table,
    filters: [{ field: key, operator: 'eq', value: id }],
    pagination: { mode: 'off' },
    meta: { select: `${key}, tag_id, tag:tags(id,name,color)` },
    errorNotification: false,
  });
  const close = async () => {
    await query.refetch();
    setEditing(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!query.isSuccess || (!mayEdit && result.data.length === 0)) return null;
  return (
    <div className="at-tag-bar">
      {editing ? (
        <Suspense>
          <TagEditor
            resource={resource}
            id={id}
            tags={result.data.map(({ tag }) => tag.name)}
            onClose={() => void close()}
          />
        </Suspense>
      ) : (
        <>
          <TagChips tags={result.data} />
          {mayEdit ? (
            <Button
              ref={button}
              type="text"
              size="small"
              icon={<TagsOutlined aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t(result.data.length > 0 ? 'tags.edit' : 'tags.add')}
            </Button>
          ) : null}
        </>
      )}
    </div>
  );
}
