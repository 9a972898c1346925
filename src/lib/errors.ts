import { causes, type Failure, fieldsOf } from './error-causes';

export type { Failure };

/**
 * What a failure means for who meets it:
 * denied: they may not; gone: it is not there, or not for them; conflict: somebody was faster; invalid: what they sent;
 * offline: the server cannot be reached; expired: sign in again; too_large: ask for less; timeout: try again later.
 */
export type ErrorKind =
  | 'denied'
  | 'gone'
  | 'conflict'
  | 'invalid'
  | 'offline'
  | 'expired'
  | 'too_large'
  | 'timeout'
  | 'unknown';

/** Values that a message's text names. */
export type ErrorParams = Record<string, string | number>;

interface ErrorDetails {
  params?: ErrorParams;
  /** Columns at fault, the form fields where the message is shown. */
  fields?: string[];
  statusCode?: number;
  cause?: unknown;
}

const statusOf: Record<ErrorKind, number> = {
  denied: 403,
  gone: 404,
  conflict: 409,
  invalid: 400,
  offline: 0,
  expired: 401,
  too_large: 413,
  timeout: 503,
  unknown: 500,
};

/**
 * The one error of the app, in the shape that Refine expects (`HttpError`). `key` and `message` are the i18n key of
 * its text, `params` the values of that text, `errors` the message of each field at fault, `cause` what the server said.
 */
export class AtriumError extends Error {
  override readonly name = 'AtriumError';
  readonly params: ErrorParams;
  readonly field?: string;
  readonly statusCode: number;
  readonly errors?: Record<string, { key: string; message: string }>;

  constructor(
    readonly kind: ErrorKind,
    readonly key: string,
    { params = {}, fields = [], statusCode = statusOf[kind], cause }: ErrorDetails = {},
  ) {
    super(key, { cause });
    this.params = params;
    this.statusCode = statusCode;
    if (fields.length > 0) {
      this.field = fields[0];
      this.errors = Object.fromEntries(fields.map((field) => [field, { key, message: key }]));
    }
  }
}

const byStatus: Record<number, [ErrorKind, string]> = {
  0: ['offline', 'offline'],
  401: ['expired', 'expired'],
  403: ['denied', 'denied'],
  413: ['too_large', 'too_large'],
  414: ['too_large', 'too_large'],
  429: ['timeout', 'too_many_requests'],
  431: ['too_large', 'too_large'],
  502: ['offline', 'unavailable'],
  503: ['offline', 'unavailable'],
  504: ['timeout', 'timeout'],
};

/** Statuses that say more than the code which came with them: 401 with 42501 is a session that is over. */
const statusFirst = new Set([401, 413, 414, 429, 431]);

/** A key that our own SQL put in HINT; Postgres' own hints are sentences. */
const ownHint = /^[a-z][a-z0-9_]*$/;

/**
 * Gives what an answer of the API means.
 * @param table the table that was asked, by whose name a constraint's columns are found
 */
export function fromApi(failure: Failure, status: number, table?: string): AtriumError {
  const code = failure.code ?? '';
  const fromStatus = byStatus[status];
  if (fromStatus && statusFirst.has(status)) return known(fromStatus, status, failure);

  const cause = causes(code, failure);
  const own = failure.hint && ownHint.test(failure.hint) ? failure.hint : undefined;
  if (own) {
    const { field, ...params } = detailOf(failure);
    const fields = typeof field === 'string' ? [field] : [];
    return new AtriumError(cause?.kind ?? 'invalid', `errors.${own}`, { params, fields, cause: failure });
  }
  if (cause) {
    const fields = cause.atField ? fieldsOf(failure, table) : [];
    return new AtriumError(cause.kind, `errors.${cause.key}`, { fields, cause: failure });
  }
  return known(fromStatus ?? ['unknown', 'unknown'], status, failure);
}

/** Gives whatever was thrown as an AtriumError: a fetch that found no server, an answer of the auth server, a bug. */
export function toAtriumError(thrown: unknown): AtriumError {
  if (thrown instanceof AtriumError) return thrown;
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)) {
    return known(['offline', 'offline'], 0, thrown);
  }
  const status =
    typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined;
  const fromStatus = typeof status === 'number' ? byStatus[status] : undefined;
  return known(fromStatus ?? ['unknown', 'unknown'], fromStatus ? Number(status) : 500, thrown);
}

/** Whether asking the same again may help, for react-query's `retry`. */
export function isTransient(error: unknown): boolean {
  return error instanceof AtriumError && (error.kind === 'offline' || error.kind === 'timeout');
}

function known([kind, key]: [ErrorKind, string], statusCode: number, cause: unknown): AtriumError {
  return new AtriumError(kind, `errors.${key}`, { statusCode, cause });
}

/** DETAIL of our own raises: JSON of texts and numbers. */
function detailOf({ details }: Failure): ErrorParams {
  if (typeof details !== 'string') return {};
  try {
    const found: unknown = JSON.parse(details);
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter(([, value]) => ['string', 'number'].includes(typeof value)),
    );
  } catch {
    // A detail in prose: meant for a log, it names no values.
    return {};
  }
}
