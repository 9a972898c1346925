import type pg from 'pg';
import { z } from 'zod';
import { openClient } from '../client.ts';

const message = z.object({ topic: z.string(), event: z.string(), payload: z.unknown() });

/** An event that a transaction sent with realtime.send. */
export type Message = z.infer<typeof message>;

const retryAfter = 500;

/**
 * Listens for what realtime.send was given, and goes on listening when the database comes back.
 * @param onMessage called for each, in the order of the commits.
 * @param onGap called when listening begins anew: what was sent meanwhile is lost.
 */
export class Feed {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly onMessage: (message: Message) => void,
    private readonly onGap: () => void,
  ) {}

  /** Resolves when it listens for the first time. Rejects when the database is not there. */
  async start(): Promise<void> {
    const client = await openClient(this.url);
    this.client = client;
    client.on('notification', ({ payload }) => {
      const found = message.safeParse(parse(payload));
      if (found.success) this.onMessage(found.data);
    });
    client.once('end', () => {
      if (this.client === client) this.again();
    });
    await client.query('listen realtime_messages');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const client = this.client;
    this.client = undefined;
    await client?.end();
  }

  private again(): void {
    this.client = undefined;
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.start().then(this.onGap, () => this.again());
    }, retryAfter);
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
