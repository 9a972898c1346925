/**
 * Something the person at the terminal can mend. The message is one plain sentence or two that say what is wrong and what to
 * do; whoever started the stack prints it and ends with exit code 1.
 */
export class StackError extends Error {
  override name = 'StackError';
}

/** The code of a Node or Postgres error (`EACCES`, `53100` …), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** An error's message, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The sentence for a disk without space, wherever it was noticed. */
export function diskFull(folder: string): StackError {
  return new StackError(
    `The disk that holds ${folder} is full. Free some space (Atrium needs about 500 MB) and start again; nothing that was saved is lost.`,
  );
}

/** Turns what the file system says about a folder of ours into what to do about it; other errors stay as they are. */
export function explainFolder(error: unknown, folder: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StackError(
        `Atrium may not write to ${folder}. Give your user the right to, or choose another folder: ATRIUM_DATA_DIR=<folder> npm start`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StackError(
        `${folder} should be a folder but is something else. Move it away, or choose another folder: ATRIUM_DATA_DIR=<folder> npm start`,
      );
    default:
      return error;
  }
}
