import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../states';

/** A button that writes a file; while it is written, how far it is and a way to stop it. */
export function ExportControl({
  write,
  progress,
}: {
  /** Writes the file and tells how many rows are in it so far; ends when the signal says so. */
  write: (signal: AbortSignal, onProgress: (rows: number) => void) => Promise<void>;
  /** Says how far it is, by the rows that are written. */
  progress: (rows: number) => string;
}) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    setDone(0);
    try {
      await write(controller.signal, setDone);
    } catch (error) {
      if (!controller.signal.aborted)
        notification.error({ title: t('list.exportFailed'), description: errorText(error) });
    } finally {
      if (running.current === controller) setDone(null);
    }
  };
  const stop = () => {
    running.current?.abort();
    setDone(null);
  };

  if (done === null)
    return (
      <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void start()}>
        {t('buttons.export')}
      </Button>
    );
  return (
    <span className="at-export" role="status">
      <span>{progress(done)}</span>
      <Button size="small" onClick={stop}>
        {t('actions.cancel')}
      </Button>
    </span>
  );
}
