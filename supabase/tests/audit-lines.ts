import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Person } from './support.ts';

/** A line of the audit log, as `list_audit` and `record_history` give it. */
export interface Line {
  id: number;
  action: string;
  resource: string;
  actor_id: string | null;
  as_whom_id: string | null;
  record_id: string | null;
  root_id: string | null;
  changes: Record<string, [unknown, unknown] | null>;
  /** Fields whose values the reader may not see. */
  hidden?: string[];
  source: string;
}

/** What `list_audit` and `record_history` answer. */
export const answerOf = (data: unknown) =>
  data as { lines: Line[]; names: Record<string, { name: string; key?: string | null }>; next: unknown };

/** The log's lines about a record and what hangs on it, newest first, as somebody who may view the log sees them. */
export async function linesAbout(auditor: Person, id: string): Promise<Line[]> {
  const { data, error } = await auditor.api.rpc('list_audit', { payload: { records: [id] } });
  expect(error).toBeNull();
  return answerOf(data).lines;
}

/** Makes a customer as somebody. Gives its id. */
export async function newCustomer(by: Person, name = `Audited ${randomUUID()}`): Promise<string> {
  const { data, error } = await by.api.from('customers').insert({ name }).select('id').single();
  if (error) throw error;
  return data.id;
}
