import { useEffect, useRef, useState } from 'react';
import { toAtriumError } from '../../lib/errors';
import { useUnsaved } from '../ConfirmLeave';
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
  const { add, giveUp } = useWriteFiles(of);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const waiting = useRef<Upload[]>([]);
  const ends = useRef(new Map<string, AbortController>());
  const drop = (id: string) => setUploads((all) => all.filter((upload) => upload.id !== id));
  const change = (id: string, changes: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));

  useUnsaved(uploads.some(({ failure }) => !failure));
  useEffect(() => {
    const { current } = ends;
    // What has not come when its page is left never will: it is not sent to its end for nothing.
    return () => {
      for (const end of current.values()) end.abort();
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
      // The row without its bytes is removed by the database in time, where this cannot be said to it.
      else await giveUp(id).catch(() => undefined);
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
