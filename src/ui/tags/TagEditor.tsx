import { useInvalidate } from '@refinedev/core';
import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { FilterOption } from '../list/types';
import { useErrorText } from '../states';
import { loadTags, type Tagged } from './tags';

/** Puts tags on a record and takes them off, by typing part of the name; a new name makes a tag, for who may. */
export default function TagEditor({
  resource,
  id,
  tags,
  onClose,
}: {
  resource: Tagged;
  id: string;
  tags: readonly string[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const mayCreate = useScope('tags', 'create') !== null;
  const [known, setKnown] = useState<FilterOption[]>();
  const [chosen, setChosen] = useState<string[]>([...tags]);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    loadTags(client).then(setKnown, (error: unknown) => void message.error(errorText(error)));
  }, [client, message, errorText]);

  const save = async () => {
    setBusy(true);
    try {
      const add = chosen.filter((name) => !tags.includes(name));
      const remove = tags.filter((name) => !chosen.includes(name));
      if (add.length + remove.length > 0) {
        await rpc('tag_record', { payload: { resource, id, add, remove } });
        await invalidate({ resource, invalidates: ['list'] });
      }
      onClose();
    } catch (error) {
      void message.error(errorText(error));
      setBusy(false);
    }
  };
  return (
    <>
      <Select<string[]>
        mode={mayCreate ? 'tags' : 'multiple'}
        autoFocus
        aria-label={t('tags.title')}
        placeholder={t('tags.type')}
        loading={!known}
        tokenSeparators={[',', '،', '，', ';']}
        value={chosen}
        options={(known ?? []).map(({ label }) => ({ value: label, label }))}
        notFoundContent={t('list.noOption')}
        onChange={setChosen}
      />
      <Button type="primary" loading={busy} onClick={() => void save()}>
        {t('actions.save')}
      </Button>
      <Button onClick={onClose}>{t('actions.cancel')}</Button>
    </>
  );
}
