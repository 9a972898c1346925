import { Form, Radio, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../providers/me';
import { FormDialog, NameItem } from '../../dialog';
import type { SavedView } from './types';

/** Who sees a view. */
export type Audience = 'mine' | 'team' | 'everybody';
export interface NamedView {
  name: string;
  audience: Audience;
}

/** Asks how a view is called and who sees it. */
export function ViewDialog({
  view,
  mayPublish,
  onSave,
  onClose,
}: {
  /** The one that is there already; without it a new one is made. */
  view: SavedView | undefined;
  mayPublish: boolean;
  /** Rejects with an AtriumError. */
  onSave: (named: NamedView) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const own = !view || view.profileId === profile.id;
  const audience: Audience = view?.forAll ? 'everybody' : view?.teamId ? 'team' : 'mine';
  const audiences: { value: Audience; may: boolean }[] = [
    { value: 'mine', may: own },
    { value: 'team', may: own && profile.teamId !== null },
    { value: 'everybody', may: mayPublish },
  ];
  return (
    <FormDialog<NamedView>
      title={t(view ? 'lists.views.editTitle' : 'lists.views.newTitle')}
      action={t('actions.save')}
      initial={{ name: view?.name ?? '', audience }}
      onSave={async (named) => {
        await onSave({ ...named, name: named.name.trim() });
        onClose();
      }}
      onClose={onClose}
    >
      <NameItem label={t('lists.views.name')} max={80} />
      <Form.Item name="audience" label={t('lists.views.audience')}>
        <Radio.Group>
          <Space orientation="vertical">
            {audiences
              .filter(({ value, may }) => may || value === audience)
              .map(({ value }) => (
                <Radio key={value} value={value}>
                  {t(`lists.views.audiences.${value}`)}
                </Radio>
              ))}
          </Space>
        </Radio.Group>
      </Form.Item>
    </FormDialog>
  );
}
