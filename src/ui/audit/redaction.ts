/** What a redaction is about: some entries, or a record with what hangs on it. */
export type RedactionTarget = { entries: number[] } | { id: string };

/** A field that entries hold values of, and whether it names or describes a person. */
export interface RedactableField {
  field: string;
  table: string;
  resource: string;
  lines: number;
  personal: boolean;
}

/** What `preview_redaction` gives: values that are still there. */
export interface RedactionPreview {
  lines: number;
  first: string | null;
  last: string | null;
  fields: RedactableField[];
}

/** Takes a preview as the database gave it. Throws when it is none. */
export function readPreview(data: unknown): RedactionPreview {
  if (typeof data !== 'object' || data === null || !('fields' in data && Array.isArray(data.fields)))
    throw new TypeError('this is no preview of a redaction');
  return data as RedactionPreview;
}
