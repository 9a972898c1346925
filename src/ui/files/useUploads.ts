import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAtriumError } from '../../lib/errors';
import { useErrorText } from '../states';
import { type Attachments, type Filed, refusalOf } from './attachment';
import { useWriteFiles } from './useFiles';

/** So many files are on their way at a time: a small one does not wait for all of a large one. */
const together = 3;

/** A file on its way to a record, or that did not get there. */
export interface Upload {
  id: string;
  file: File;
  /** What part has gone, between 0 and 1; undefined while it waits for its turn. */
  sent?: number;
  /** Why it did not get there; undefined while it is on its way. */
  failure?: { key: string; params?: Record<string, string | number>; final: boolean };
}

/** Sends files to a record, some at a time; what fails stays until it is tried again or given up. */
export function useUploads(of: Filed, limits: Pick<Attachments, 'most_bytes' | 'types'>) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const { add, giveUp } = useWriteFiles(of);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const waiting = useRef<Upload[]>([]);
  const ends = useRef(new Map<string, AbortController>());
  const drop = (id: string) => setUploads((all) => all.filter((upload) => upload.id !== id));
  const change = (id: string, changes: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));

  // Another page does not stop them, a closed window would.
  const sending = uploads.some(({ failure }) => !failure);
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  const send = async ({ id, file }: Upload) => {
    const end = new AbortController();
    const { signal } = end;
    ends.current.set(id, end);
    change(id, { sent: 0 });
    try {
      await add(id, file, { signal, onSent: (sent) => change(id, { sent }) });
      drop(id);
    } catch (error) {
      const { kind, key, params } = toAtriumError(error);
      const final = !['offline', 'timeout', 'expired', 'unknown'].includes(kind);
      if (!signal.aborted) change(id, { failure: { key, params, final } });
      if (!signal.aborted && !shown.current)
        notification.error({ title: t('files.notSent', { name: file.name }), description: errorText(error) });
      // The row without its bytes is nobody's to see; the database removes it in time where it cannot be told.
      if (signal.aborted) await giveUp(id).catch(() => undefined);
    } finally {
      ends.current.delete(id);
      next();
    }
  };
  const next = () => {
    while (ends.current.size < together) {
      const upload = waiting.current.shift();
      if (!upload) return;
      void send(upload);
    }
  };
  const enqueue = (all: readonly Upload[]) => {
    waiting.current.push(...all);
    next();
  };

  return {
    uploads,
    begin(files: readonly File[]) {
      const begun = files.map((file): Upload => {
        const refusal = refusalOf(file, limits);
        return {
          id: crypto.randomUUID(),
          file,
          ...(refusal ? { failure: { key: refusal, final: true } } : {}),
        };
      });
      setUploads((all) => [...all, ...begun]);
      enqueue(begun.filter(({ failure }) => !failure));
    },
    again(upload: Upload) {
      change(upload.id, { failure: undefined, sent: undefined });
      enqueue([upload]);
    },
    /** Ends what is on its way, and forgets what waits or has failed. */
    cancel(id: string) {
      waiting.current = waiting.current.filter((upload) => upload.id !== id);
      ends.current.get(id)?.abort();
      drop(id);
    },
  };
}
