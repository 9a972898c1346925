import { PaperClipOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachments, Filed } from './attachment';
import { sayBytes } from './bytes';
import { SendingFile } from './SendingFile';
import { useUploads } from './useUploads';

/** Where files are chosen or dropped, and how those on their way are doing. */
export function AddFiles({ of, limits }: { of: Filed; limits: Attachments }) {
  const { t, i18n } = useTranslation();
  const { uploads, begin, again, cancel } = useUploads(of, limits);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => begin([...(list ?? [])]);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <>
      <label
        className={over ? 'at-files-add at-files-over' : 'at-files-add'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <PaperClipOutlined aria-hidden />
        <strong>{t('files.add')}</strong>
        <span className="at-hint">
          {t('files.hint', { most: sayBytes(limits.most_bytes, i18n.language) })}
        </span>
        <input
          type="file"
          multiple
          className="at-hidden"
          accept={limits.types.join(',')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </label>
      {uploads.length > 0 ? (
        <ul className="at-files-uploads" aria-live="polite">
          {uploads.map((upload) => (
            <li key={upload.id}>
              {upload.failure ? (
                <Alert
                  type="error"
                  showIcon
                  title={<bdi>{upload.file.name}</bdi>}
                  description={t(upload.failure.key, {
                    ...upload.failure.params,
                    defaultValue: t('errors.unknown'),
                  })}
                  action={
                    upload.failure.final ? null : (
                      <Button size="small" onClick={() => again(upload)}>
                        {t('actions.retry')}
                      </Button>
                    )
                  }
                  closable={{ onClose: () => cancel(upload.id), 'aria-label': t('files.dismiss') }}
                />
              ) : (
                <SendingFile upload={upload} onCancel={() => cancel(upload.id)} />
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
