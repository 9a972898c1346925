import pg from 'pg';
import type { ApiAccess } from '../functions/_shared/api.ts';
import { type Invitation, writeInvitation } from '../functions/_shared/invitation.ts';
import { PurgeRefused, purgeAttachments } from '../functions/_shared/purge.ts';
import { messageOf } from './errors.ts';

export interface Worker {
  /** Looks for post now instead of at the next round. */
  nudge(): void;
  stop(): Promise<void>;
}

interface Post {
  id: string;
  kind: string;
  invitation: Invitation | null;
}

const jobsEvery = 5000;
const postEvery = 2000;
const purgeEvery = 600_000;
const batch = 20;

/**
 * Runs the jobs that are due and delivers what lies in the outbox, as the role `atrium_worker`, and removes files whose time
 * is over, as the service role. A round that fails (the
 * database being restarted, say) is followed by the next.
 * @param adminUrl address of a superuser, who becomes the worker's role at once.
 * @param api the API, which answers by now.
 * @param onTrouble told what went wrong, once for as long as it stays the same.
 */
export function startWorker(adminUrl: string, api: ApiAccess, onTrouble: (message: string) => void): Worker {
  const pool = new pg.Pool({ connectionString: adminUrl, options: '-c role=atrium_worker', max: 2 });
  pool.on('error', () => undefined);
  let lastTrouble = '';
  const guarded = (round: () => Promise<void>) => async () => {
    try {
      await round();
      lastTrouble = '';
    } catch (error) {
      const trouble = messageOf(error);
      if (trouble !== lastTrouble && !isOutage(error)) onTrouble(trouble);
      lastTrouble = trouble;
    }
  };
  const jobs = new Rounds(
    guarded(async () => {
      await pool.query('select private.run_due_jobs()');
    }),
    jobsEvery,
  );
  const post = new Rounds(
    guarded(() => deliverAll(pool)),
    postEvery,
  );
  const files = new Rounds(
    guarded(async () => {
      await purgeAttachments(api);
    }),
    purgeEvery,
  );
  return {
    nudge: () => post.now(),
    async stop() {
      await Promise.all([jobs.stop(), post.stop(), files.stop()]);
      await pool.end();
    },
  };
}

async function deliverAll(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<Post>('select id, kind, invitation from private.claim_outbox($1)', [
      batch,
    ]);
    for (const post of rows) await deliver(pool, post);
    if (rows.length < batch) return;
  }
}

async function deliver(pool: pg.Pool, post: Post): Promise<void> {
  let failure: string | null = null;
  if (post.kind === 'mail' || post.kind === 'invitation') {
    try {
      const written = post.invitation ? writeInvitation(post.invitation) : {};
      await pool.query('select private.deliver_to_mailbox($1, $2)', [post.id, written]);
    } catch (error) {
      if (isOutage(error)) throw error;
      failure = messageOf(error);
    }
  } else failure = `the local stack delivers no ${post.kind}`;
  await pool.query('select private.settle_outbox($1, $2)', [post.id, failure]);
}

/** The database is away: nothing is wrong with the work itself, and its restart is said elsewhere. */
function isOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57)/.test(error.code ?? '');
  return !(error instanceof PurgeRefused);
}

/** Does something again and again, one round at a time; can be hurried and stopped. */
class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly round: () => Promise<void>,
    private readonly every: number,
  ) {
    this.now();
  }

  now(): void {
    if (this.stopped) return;
    if (this.running) {
      this.wanted = true;
      return;
    }
    clearTimeout(this.timer);
    this.running = this.round().finally(() => {
      this.running = undefined;
      if (this.stopped) return;
      if (this.wanted) {
        this.wanted = false;
        this.now();
      } else this.timer = setTimeout(() => this.now(), this.every);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
