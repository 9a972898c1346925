import { customName, isRecord } from '../custom/field';

/** A line of the audit log, as `list_audit` and `record_history` give it. */
export interface AuditLine {
  id: number;
  at: string;
  actor_id: string | null;
  as_whom_id: string | null;
  action: string;
  resource: string;
  table: string | null;
  record_id: string | null;
  /** What names the row where its key is not one uuid. */
  record_key: Record<string, unknown> | null;
  root_resource: string | null;
  root_id: string | null;
  /** Old and new value of each changed field; null where they were redacted, or are hidden from the reader. */
  changes: Record<string, [unknown, unknown] | null>;
  /** Fields of groups that the reader may not read. */
  hidden?: string[];
  source: string;
  request?: string | null;
  request_id?: string | null;
}

/** What a record is called that lines speak of. */
export interface AuditName {
  name: string | null;
  number: number | null;
  resource: string;
  /** A shipped role's key. */
  key?: string | null;
}

export type AuditNames = Readonly<Record<string, AuditName>>;

export interface AuditPage {
  lines: AuditLine[];
  names: AuditNames;
  /** Where the next page begins; null after the last. */
  next: { at: string; id: number } | null;
}

/** Takes a page as the database gave it. Throws when it is none. */
export function readPage(data: unknown): AuditPage {
  if (typeof data !== 'object' || data === null || !('lines' in data && Array.isArray(data.lines)))
    throw new TypeError('this is no page of the audit log');
  return data as AuditPage;
}

/** Why a change shows no values: hidden from this reader, or redacted for everybody. */
export const absenceOf = (line: AuditLine, field: string): 'hidden' | 'redacted' =>
  line.hidden?.includes(field) ? 'hidden' : 'redacted';

/** A change of what hangs on a record rather than of the record itself. */
export const isOfChild = (line: AuditLine): boolean =>
  line.root_id !== null &&
  // a redaction is of the record's own history
  line.action !== 'redact' &&
  (line.record_id !== line.root_id || line.resource !== line.root_resource);

/** The changes of a line, each custom field that changed by itself. */
function changesOf(line: AuditLine): [string, [unknown, unknown] | null][] {
  return Object.entries(line.changes).flatMap(([field, change]): [string, [unknown, unknown] | null][] => {
    if (field !== 'custom' || change === null) return [[field, change]];
    const [before, after] = change.map((values) => (isRecord(values) ? values : {}));
    return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
      .map((key): [string, [unknown, unknown]] => [
        customName(key),
        [before?.[key] ?? null, after?.[key] ?? null],
      ])
      .filter(([, [was, is]]) => JSON.stringify(was) !== JSON.stringify(is));
  });
}

/**
 * The changed fields that say something: an empty value that became another empty one does not, nor that who made a thing is
 * its maker, nor what it hangs on where the line says that already.
 */
export function shownChanges(line: AuditLine): [string, [unknown, unknown] | null][] {
  const dull = (value: unknown) =>
    value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);
  const said = (field: string, [before, after]: [unknown, unknown]) =>
    before === null &&
    ((field === 'created_by' && after === line.actor_id) || (isOfChild(line) && after === line.root_id));
  return changesOf(line).filter(
    ([field, change]) => change === null || !((dull(change[0]) && dull(change[1])) || said(field, change)),
  );
}
