import type pg from 'pg';
import { Channel, type Member } from './channel.ts';
import type { Connection } from './connection.ts';
import type { Message } from './feed.ts';
import { type Rights, rightsOf } from './rights.ts';
import type { Claims } from './token.ts';

/** The topic on which it is said that anybody's rights may have changed. */
const rightsChanged = 'permissions';
/** Topics of one thing each, whose own change may take it out of somebody's sight. */
const ofOneThing = /^record:/;

/**
 * Who joined what. Hosted Realtime keeps a channel's rights until the token is renewed; here they are asked anew before an
 * event is passed on, whenever something was said that may have changed them.
 */
export class Hub {
  /** Goes up when rights may have changed: what was checked in an earlier round is checked again before it is used. */
  round = 1;
  readonly connections = new Set<Connection>();
  private readonly channels = new Map<string, Channel>();
  private sweeping = false;

  constructor(
    private readonly pool: pg.Pool,
    readonly secret: string,
  ) {}

  rightsOf(claims: Claims, topics: string[]): Promise<(topic: string) => Rights> {
    return rightsOf(this.pool, claims, topics);
  }

  /** Puts a member into a topic's channel, and gives it. */
  enter(topic: string, member: Member): Channel {
    const channel = this.channels.get(topic) ?? new Channel();
    this.channels.set(topic, channel);
    channel.members.add(member);
    return channel;
  }

  leave(topic: string, member: Member): void {
    const channel = this.channels.get(topic);
    channel?.leave(member);
    if (channel?.members.size === 0) this.channels.delete(topic);
  }

  drop(connection: Connection): void {
    this.connections.delete(connection);
  }

  /** Passes an event on to those who may hear it now. */
  pass({ topic, event, payload }: Message): void {
    if (topic === rightsChanged) {
      this.round += 1;
      void this.sweep();
    }
    const channel = this.channels.get(topic);
    if (!channel) return;
    const always = ofOneThing.test(topic);
    for (const member of [...channel.members]) {
      const tell = () => {
        if (channel.members.has(member)) member.send('broadcast', { type: 'broadcast', event, payload });
      };
      if (always || member.checked < this.round) void member.check().then(tell);
      else tell();
    }
  }

  /** Everybody connects anew, and asks what they missed. */
  restart(reason: string): void {
    for (const connection of this.connections) connection.close(1012, reason);
  }

  tidy(): void {
    const now = Date.now();
    for (const connection of [...this.connections]) connection.tidy(now);
  }

  /** Checks everybody's channels until none is of an earlier round. */
  private async sweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      for (let round = 0; round !== this.round; ) {
        round = this.round;
        for (const connection of [...this.connections]) await connection.check();
      }
    } finally {
      this.sweeping = false;
    }
  }
}
