/** A file on a record, as `list_attachments` gives it. */
export interface Attachment {
  id: string;
  name: string;
  mime_type: string;
  /** Bytes. */
  size: number;
  at: string;
  author_id: string;
  author: string | null;
}

/** The files of a record, and what may be done with them. */
export interface Attachments {
  entries: Attachment[];
  may_change: boolean;
  /** Deleted of late, for who may put them back. */
  deleted: { id: string; name: string; deleted_at: string }[];
  /** The most bytes that a file may have. */
  most_bytes: number;
  /** The media types that are taken. */
  types: string[];
}

/** The record that files hang on. */
export interface Filed {
  resource: 'customers' | 'deals' | 'orders' | 'tickets' | 'tasks';
  id: string;
}

/** Takes what the database gave. Throws when these are no files. */
export function readAttachments(data: unknown): Attachments {
  if (typeof data !== 'object' || data === null || !('entries' in data && Array.isArray(data.entries)))
    throw new TypeError('these are no files');
  return data as Attachments;
}

const openDocument = 'application/vnd.oasis.opendocument.';
const openXml = 'application/vnd.openxmlformats-officedocument.';
const byEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  eml: 'message/rfc822',
  zip: 'application/zip',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: `${openXml}wordprocessingml.document`,
  xlsx: `${openXml}spreadsheetml.sheet`,
  pptx: `${openXml}presentationml.presentation`,
  odt: `${openDocument}text`,
  ods: `${openDocument}spreadsheet`,
  odp: `${openDocument}presentation`,
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
};

/**
 * The media type of a file: by how its name ends, since what a browser says of it depends on the programs of its machine;
 * by the browser's word where the ending tells nothing. Empty where neither does.
 */
export function typeOf({ name, type }: { name: string; type: string }): string {
  return byEnding[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? type.split(';')[0] ?? '';
}

/** How a file can be looked at without leaving the page. */
export function previewOf(mimeType: string): 'picture' | 'pdf' | 'text' | null {
  if (/^image\/(png|jpeg|gif|webp)$/.test(mimeType)) return 'picture';
  if (mimeType === 'application/pdf') return 'pdf';
  return mimeType === 'text/plain' || mimeType === 'text/csv' ? 'text' : null;
}

/** Why a file cannot be taken; null for one that can. The database refuses it for the same reasons. */
export function refusalOf(
  file: { name: string; type: string; size: number },
  { most_bytes, types }: Pick<Attachments, 'most_bytes' | 'types'>,
): 'errors.file_type' | 'errors.file_size' | null {
  if (!types.includes(typeOf(file))) return 'errors.file_type';
  return file.size < 1 || file.size > most_bytes ? 'errors.file_size' : null;
}
