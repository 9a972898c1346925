import { useCallback, useState } from 'react';
import { dayIn } from '../../lib/days';
import type { Reading } from '../../lib/import/rows';
import { targets } from '../../lib/import/targets';
import type { Target } from '../../lib/import/types';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { type ImportFile, inOrder, readFile } from './files';

/** What the caller may import. */
export function useTargets(): Target[] {
  const { permissions } = useMe();
  return targets.filter((target) => scopeOf(permissions, target, 'import') !== null);
}

/** The files on the table: dropped ones are read at once and put in order. */
export function useFiles() {
  const { client, organisation, permissions: mine } = useMe();
  const allowed = useTargets();
  const [files, setFiles] = useState<ImportFile[]>([]);

  const change = useCallback(
    (id: string, changes: Partial<ImportFile>) =>
      setFiles((now) => inOrder(now.map((file) => (file.id === id ? { ...file, ...changes } : file)))),
    [],
  );

  const read = async (file: ImportFile, reading?: Reading) => {
    change(file.id, { state: 'reading', rows: 0, error: undefined });
    const today = dayIn(organisation.timezone);
    try {
      const onProgress = (rows: number) => change(file.id, { rows });
      const { permissions } = mine;
      const found = await readFile(client, file.file, { allowed, permissions }, today, onProgress, reading);
      change(file.id, { ...found, state: 'ready' });
    } catch (error) {
      change(file.id, { state: 'failed', error });
    }
  };

  const add = (dropped: readonly File[]) => {
    const fresh = dropped.map(
      (file): ImportFile => ({
        id: crypto.randomUUID(),
        file,
        state: 'reading',
        rows: 0,
      }),
    );
    setFiles((now) => [...now, ...fresh]);
    for (const file of fresh) void read(file);
  };

  const remove = (id: string) => setFiles((now) => now.filter((file) => file.id !== id));

  return { files, add, change, remove, read };
}
