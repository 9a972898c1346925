import { InboxOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Where files are dropped or chosen, several at once. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? 'imports-drop imports-drop-over' : 'imports-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <InboxOutlined aria-hidden className="imports-drop-icon" />
      <strong>{t('imports.drop.title')}</strong>
      <span>{t('imports.drop.hint')}</span>
      <input
        type="file"
        multiple
        className="at-hidden"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.xls,text/csv,application/json"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}
