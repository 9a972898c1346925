import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateTimeText } from '../DateTimeText';
import { useErrorText } from '../states';
import type { Attachments, Filed } from './attachment';
import { useWriteFiles } from './useFiles';

/** Files that were deleted of late, to be put back. */
export function DeletedFiles({ of, deleted }: { of: Filed; deleted: Attachments['deleted'] }) {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const { restore } = useWriteFiles(of);
  const [busy, setBusy] = useState('');
  const putBack = async (id: string) => {
    setBusy(id);
    try {
      await restore(id);
      void message.success(t('files.restored'));
    } catch (error) {
      notification.error({ title: t('files.notRestored'), description: errorText(error) });
    }
    setBusy('');
  };
  return (
    <details className="at-files-deleted">
      <summary>{t('files.deletedCount', { count: deleted.length })}</summary>
      <ul>
        {deleted.map(({ id, name, deleted_at }) => (
          <li key={id}>
            <span>
              <bdi>{name}</bdi> · <DateTimeText value={deleted_at} />
            </span>
            <Button
              size="small"
              loading={busy === id}
              aria-label={t('files.restoreOf', { name })}
              onClick={() => void putBack(id)}
            >
              {t('files.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
