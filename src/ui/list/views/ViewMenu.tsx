import { CheckOutlined } from '@ant-design/icons';
import { App, type MenuProps } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListState } from '../../../lib/list-state';
import { useMe, useScope } from '../../../providers/me';
import { ClickMenu } from '../../ClickMenu';
import { useErrorText } from '../../states';
import { useUndoNotice } from '../../useUndoNotice';
import '../texts';
import { keptOf } from './state';
import type { SavedView } from './types';
import type { ListLook } from './useListLook';
import { useSaveView } from './useSaveView';
import { ViewDialog } from './ViewDialog';

export interface ViewMenuProps {
  resource: string;
  state: ListState;
  look: ListLook;
  children: ReactElement<{ onClick?: () => void }>;
}

/** The views of a list by whose they are, and what can be done with the one that is shown. */
export default function ViewMenu({ resource, state, look, children }: ViewMenuProps) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const offerUndo = useUndoNotice();
  const save = useSaveView(resource, look.refresh);
  const mayPublish = useScope('saved_views', 'publish') !== null;
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const { view, views, layout } = look;
  const isOwn = (one: SavedView) => one.profileId === profile.id;
  const mayChange = view !== undefined && (isOwn(view) || (view.forAll && mayPublish));
  const kept = keptOf(state, { columns: look.columns.map(({ key }) => key), density: look.density });
  const opensWith = layout.viewId === (view?.id ?? null);

  const attempt = (act: () => Promise<unknown>, done?: string) =>
    void act().then(
      () => {
        if (done) void message.success(done);
      },
      (error: unknown) => void message.error(errorText(error)),
    );
  const remove = async (one: SavedView) => {
    await save.remove(one);
    look.go(null);
    offerUndo(one.id, t('lists.views.deleted', { name: one.name }), () =>
      save.restore(one).catch((error: unknown) => message.error(errorText(error))),
    );
  };

  const item = (one: SavedView) => ({
    key: one.id,
    label: <bdi>{one.name}</bdi>,
    icon: one.id === view?.id ? <CheckOutlined aria-hidden /> : <span className="at-view-mark" />,
  });
  const group = (key: string, members: readonly SavedView[]) =>
    members.length > 0
      ? [{ type: 'group' as const, key, label: t(`lists.views.${key}`), children: members.map(item) }]
      : [];
  const acts: Record<string, { label: string; danger?: boolean; act: () => void }> = {
    ...(view && mayChange && look.changed
      ? {
          update: {
            label: t('lists.views.update', { name: view.name }),
            act: () =>
              attempt(async () => {
                await save.update(view.id, kept);
                look.go(view.id, kept);
              }, t('lists.views.updated')),
          },
        }
      : {}),
    new: { label: t('lists.views.saveAs'), act: () => setDialog('new') },
    ...(view && mayChange ? { edit: { label: t('lists.views.edit'), act: () => setDialog('edit') } } : {}),
    ...(opensWith
      ? {}
      : {
          first: {
            label: t('lists.views.makeFirst', { name: view?.name ?? t('list.allRows') }),
            act: () => void look.keep({ viewId: view?.id ?? null }),
          },
        }),
    ...(view && mayChange
      ? { remove: { label: t('lists.views.delete'), danger: true, act: () => attempt(() => remove(view)) } }
      : {}),
  };

  const items: MenuProps['items'] = [
    {
      key: 'all',
      label: t('list.allRows'),
      icon: view ? <span className="at-view-mark" /> : <CheckOutlined aria-hidden />,
    },
    ...group(
      'mine',
      views.filter((one) => isOwn(one) && !one.forAll && !one.teamId),
    ),
    ...group(
      'team',
      views.filter(({ teamId }) => teamId !== null),
    ),
    ...group(
      'everybody',
      views.filter(({ forAll }) => forAll),
    ),
    { type: 'divider' as const },
    ...Object.entries(acts).map(([key, { label, danger }]) => ({ key, label, danger })),
  ];

  return (
    <>
      <ClickMenu
        startOpen
        placement="bottomLeft"
        menu={{
          items,
          onClick: ({ key }) => (acts[key] ? acts[key].act() : look.go(key === 'all' ? null : key)),
        }}
      >
        {children}
      </ClickMenu>
      {dialog ? (
        <ViewDialog
          view={dialog === 'edit' ? view : undefined}
          mayPublish={mayPublish}
          onClose={() => setDialog(null)}
          onSave={async (named) => {
            if (dialog === 'edit' && view) await save.rename(view.id, named);
            else {
              const id = await save.create(named, kept);
              look.go(id, kept);
            }
          }}
        />
      ) : null}
    </>
  );
}
