import { useRef, useState } from 'react';
import { toAtriumError } from '../../lib/errors';
import { type Attachments, type Filed, refusalOf } from './attachment';
import { useWriteFiles } from './useFiles';

/** A file on its way to a record, or that did not get there. */
export interface Upload {
  id: string;
  file: File;
  /** Why it did not get there; undefined while it is on its way. */
  failure?: { key: string; params?: Record<string, string | number>; final: boolean };
}

/** Sends files to a record, one after the other; what fails stays until it is tried again or given up. */
export function useUploads(of: Filed, limits: Pick<Attachments, 'most_bytes' | 'types'>) {
  const { add } = useWriteFiles(of);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef(Promise.resolve());
  const drop = (id: string) => setUploads((all) => all.filter((upload) => upload.id !== id));
  const change = (id: string, failure: Upload['failure']) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, failure } : upload)));

  const send = ({ id, file }: Upload) => {
    queue.current = queue.current.then(async () => {
      try {
        await add(id, file);
        drop(id);
      } catch (error) {
        const { kind, key, params } = toAtriumError(error);
        change(id, { key, params, final: !['offline', 'timeout', 'expired', 'unknown'].includes(kind) });
      }
    });
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
      for (const upload of begun) if (!upload.failure) send(upload);
    },
    again(upload: Upload) {
      change(upload.id, undefined);
      send(upload);
    },
    drop,
  };
}
