import {
  CloseOutlined,
  DeleteOutlined,
  EditOutlined,
  MergeCellsOutlined,
  TagsOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { type CrudFilter, useDataProvider } from '@refinedev/core';
import { App, Button } from 'antd';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useScope } from '../../providers/me';
import type { ListSpec } from '../list/types';
import { useErrorText } from '../states';
import { tagTable } from '../tags/tags';
import { useFormats } from '../useFormats';
import { AssignMany } from './AssignMany';
import { TagMany } from './TagMany';
import { TrashMany } from './TrashMany';
import type { BulkDialogProps } from './types';
import type { Selection } from './useSelection';
import './bulk.css';
import './texts';

const most = 100_000;
const mostMerged = 10;

/** The dialogs that set fields of many records, by their resource: each brings its own, `BulkEdit.tsx`. */
const editors: Record<string, ComponentType<BulkDialogProps> | undefined> = Object.fromEntries(
  Object.entries(
    import.meta.glob<{ default: ComponentType<BulkDialogProps> }>('../../resources/*/BulkEdit.tsx'),
  ).map(([path, load]) => [path.split('/').at(-2), lazy(load)]),
);

/** What can be done to the chosen rows; and all that match may be chosen, which are counted when somebody asks for them. */
export default function BulkBar({
  spec,
  list,
  selection,
}: {
  spec: ListSpec;
  list: {
    filters: CrudFilter[];
    rpc?: { name: string; args: Record<string, unknown> };
    count?: { total: number; about: boolean };
  };
  selection: Selection;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const provider = useDataProvider()();
  const [counting, setCounting] = useState(false);
  const [open, setOpen] = useState<'set' | 'assign' | 'tag' | 'trash' | null>(null);
  const permission = spec.permission ?? spec.resource;
  const mayUpdate = useScope(permission, 'update') !== null;
  const mayAssign = useScope(permission, 'assign') !== null;
  const mayTrash = useScope(permission, 'delete') !== null;
  const mayMerge = useScope(permission, 'merge') !== null;
  const { count, all } = selection;
  const { resource, embeds } = spec;

  const selectAll = async () => {
    setCounting(true);
    try {
      const { total } = await provider.getList({
        resource,
        filters: list.filters,
        pagination: { currentPage: 1, pageSize: 1 },
        meta: { select: embeds ? `id,${embeds}` : 'id', count: 'exact', rpc: list.rpc },
      });
      if (total > most) void message.warning(t('errors.bulk_too_many'));
      else selection.selectAll(total);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setCounting(false);
    }
  };
  const close = (done: boolean) => {
    setOpen(null);
    if (done) selection.clear();
  };
  const dialog = { chosen: { spec, list, selection }, onClose: close };
  const Edit = editors[resource];
  const more = all === null && (!list.count || list.count.about || list.count.total > count);

  return (
    <section className="at-bulk" aria-label={t('changes.select.title')}>
      <strong aria-live="polite">
        {t(all === null ? 'changes.select.count' : 'changes.select.countAll', {
          count,
          number: formats.number(count),
        })}
      </strong>
      {more ? (
        <Button type="link" size="small" loading={counting} onClick={() => void selectAll()}>
          {t('changes.select.all')}
        </Button>
      ) : null}
      {mayUpdate && Edit ? (
        <Button icon={<EditOutlined aria-hidden />} onClick={() => setOpen('set')}>
          {t('actions.edit')}
        </Button>
      ) : null}
      {mayAssign ? (
        <Button icon={<UserSwitchOutlined aria-hidden />} onClick={() => setOpen('assign')}>
          {t('assign.action')}
        </Button>
      ) : null}
      {mayUpdate && resource in tagTable ? (
        <Button icon={<TagsOutlined aria-hidden />} onClick={() => setOpen('tag')}>
          {t('tags.one')}
        </Button>
      ) : null}
      {mayMerge && all === null && count > 1 && count <= mostMerged ? (
        <Button
          icon={<MergeCellsOutlined aria-hidden />}
          onClick={() =>
            void navigate(`/${resource}/merge?${[...selection.ids].map((id) => `id=${id}`).join('&')}`)
          }
        >
          {t('access.actions.merge')}
        </Button>
      ) : null}
      {mayTrash ? (
        <Button icon={<DeleteOutlined aria-hidden />} onClick={() => setOpen('trash')}>
          {t('trash.action')}
        </Button>
      ) : null}
      <Button
        className="at-bulk-end"
        type="text"
        icon={<CloseOutlined />}
        aria-label={t('changes.select.clear')}
        onClick={selection.clear}
      />
      {open === 'set' && Edit ? (
        <Suspense>
          <Edit {...dialog} />
        </Suspense>
      ) : null}
      {open === 'assign' ? <AssignMany {...dialog} /> : null}
      {open === 'tag' ? <TagMany {...dialog} /> : null}
      {open === 'trash' ? <TrashMany {...dialog} /> : null}
    </section>
  );
}
