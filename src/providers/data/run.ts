import { AtriumError, type Failure, fromApi } from '../../lib/errors';

interface Answer {
  data: unknown;
  count: number | null;
  error: Failure | null;
  status: number;
}

/** A request that supabase-js is about to send. */
export interface Request extends PromiseLike<Answer> {
  abortSignal(signal: AbortSignal): Request;
  retry(enabled: boolean): Request;
}

export type Row = Record<string, unknown>;

/** Gives what a caller sends as a row, without what is undefined. */
export function toRow(values: unknown): Row {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined));
}

/**
 * Sends a request. Retrying is react-query's, which knows who still waits. Raises AtriumError for every failure, and the
 * signal's reason when nobody waits any more.
 * @param table the table that was asked, to name the field at fault
 */
export async function run(request: Request, signal?: AbortSignal, table?: string): Promise<Answer> {
  const once = request.retry(false);
  const answer = await (signal ? once.abortSignal(signal) : once);
  if (!answer.error) return answer;
  signal?.throwIfAborted();
  if (answer.status === 0 && /^(Abort|Timeout)Error/.test(answer.error.message ?? '')) {
    throw new AtriumError('timeout', 'errors.timeout', { cause: answer.error });
  }
  throw fromApi(answer.error, answer.status, table);
}

/** Sends a request that answers with rows. */
export async function rowsOf(request: Request, signal?: AbortSignal, table?: string): Promise<Row[]> {
  return toRows((await run(request, signal, table)).data);
}

/** Gives an answer's rows, without what `silentEmbed` leaves in them. */
export function toRows(data: unknown): Row[] {
  if (!Array.isArray(data)) throw new AtriumError('unknown', 'errors.mismatch', { cause: data });
  return data.map((row: Row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !/^_[ws]\d+$/.test(name))),
  );
}
