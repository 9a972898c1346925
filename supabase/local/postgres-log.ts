import { diskFull, StackError } from './errors.ts';
import type { Home } from './home.ts';

/**
 * What Postgres's last words mean for the person at the terminal.
 * @param ending how the program ended, said when its log has nothing to say.
 */
export function explainPostgres(lines: string[], home: Home, ending: string): StackError {
  const log = lines.join('\n');
  if (/No space left on device|Disk quota exceeded/i.test(log)) return diskFull(home.databaseFolder);
  if (/Permission denied|wrong ownership|invalid permissions/i.test(log)) {
    return new StackError(
      `Postgres, run as ${home.user?.name ?? 'your user'}, may not use ${home.cluster}. Give it back to its owner, or choose another folder: ATRIUM_DATA_DIR=<folder> npm start (${lastWords(lines)})`,
    );
  }
  if (/error while loading shared libraries|Library not loaded/i.test(log)) {
    return new StackError(
      `Postgres lacks a library. Run npm rebuild, and start again. (${lastWords(lines)})`,
    );
  }
  return new StackError(`Postgres did not start (${ending}). ${lastWords(lines)}`.trim());
}

/** Whether Postgres could not start because its port was taken meanwhile. */
export function portWasTaken(lines: string[]): boolean {
  return lines.some((line) => /Address already in use|could not bind|could not create any TCP/i.test(line));
}

/** Whether server processes of a killed Postgres still live; they end by themselves. */
export function leftoversLive(lines: string[]): boolean {
  return lines.some((line) => /pre-existing shared memory block|lock file ".*" already exists/i.test(line));
}

function lastWords(lines: string[]): string {
  const telling = lines.filter((line) => /\b(FATAL|PANIC|HINT|error):/i.test(line));
  return (telling.length > 0 ? telling : lines).slice(-3).join(' · ');
}
