import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Member } from './channel.ts';
import type { Hub } from './hub.ts';
import { type Frame, readFrame, writeFrame } from './protocol.ts';
import { RateCount } from './rate.ts';
import type { Rights } from './rights.ts';
import { type Claims, readToken } from './token.ts';

const joinPayload = z.object({
  access_token: z.string().optional(),
  config: z
    .object({
      private: z.boolean().default(false),
      presence: z
        .object({ key: z.string().max(200).default(''), enabled: z.boolean().default(false) })
        .optional(),
      postgres_changes: z.array(z.unknown()).default([]),
    })
    .default({ private: false, postgres_changes: [] }),
});
const tokenPayload = z.object({ access_token: z.string() });
const presencePayload = z.object({
  event: z.enum(['track', 'untrack']),
  payload: z.record(z.string(), z.unknown()).optional(),
});
const broadcastPayload = z.object({ event: z.string(), payload: z.unknown() });

type Join = { frame: Frame; presence: { key: string; enabled: boolean } | undefined };

const prefix = 'realtime:';
const mostTopics = 100;
const mostAtOnce = 1_000_000;
/** A client that has not even sent a heartbeat (every 25 s) for so long is gone. */
const silence = 70_000;

/** One socket: what it joined, as whom. */
export class Connection {
  readonly joined = new Map<string, Member>();
  claims: Claims | undefined;
  private readonly joining: Join[] = [];
  private readonly rate = new RateCount(200, 1_000);
  private checking: Promise<void> | undefined;
  private heard = Date.now();

  constructor(
    private readonly socket: WebSocket,
    private readonly hub: Hub,
  ) {
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      this.heard = Date.now();
      if (!this.rate.count()) this.close(1008, 'Too many messages');
      else if (Buffer.isBuffer(data)) this.take(readFrame(data, isBinary));
    });
    socket.on('close', () => {
      for (const topic of [...this.joined.keys()]) this.forget(topic);
      hub.drop(this);
    });
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  end(): void {
    this.socket.terminate();
  }

  /** Ends what is over: a token, a client that says nothing any more. */
  tidy(now: number): void {
    if (now - this.heard > silence) this.end();
    else if (this.claims && this.claims.exp * 1000 <= now) {
      for (const topic of [...this.joined.keys()]) this.expel(topic, 'Token has expired');
    }
  }

  /** Asks anew what the person may hear of what they joined, and ends what they may not. Never rejects. */
  check(topics = [...this.joined.keys()]): Promise<void> {
    const turn = (this.checking ?? Promise.resolve()).then(() => this.checkNow(topics));
    this.checking = turn;
    return turn;
  }

  private async checkNow(topics: string[]): Promise<void> {
    const asked = topics.filter((topic) => this.joined.has(topic));
    if (asked.length === 0 || !this.claims) return;
    const round = this.hub.round;
    try {
      const rights = await this.hub.rightsOf(this.claims, asked);
      for (const topic of asked) this.settle(topic, rights(topic), round);
    } catch {
      this.close(1011, 'The database could not be asked');
    }
  }

  private settle(topic: string, rights: Rights, round: number): void {
    const member = this.joined.get(topic);
    if (!member) return;
    if (!rights.hears) {
      this.expel(topic, refusal(topic));
      return;
    }
    member.rights = rights;
    member.checked = round;
  }

  private take(frame: Frame | undefined): void {
    if (!frame) {
      this.close(1007, 'Not a message of protocol 2.0.0');
      return;
    }
    if (frame.topic === 'phoenix') {
      this.reply(frame, 'ok', {});
      return;
    }
    switch (frame.event) {
      case 'phx_join': {
        this.askToJoin(frame);
        return;
      }
      case 'phx_leave':
        this.forget(topicOf(frame));
        this.reply(frame, 'ok', {});
        {
          this.send({ ...frame, ref: null, event: 'phx_close', payload: {} });
          return;
        }
      case 'access_token': {
        this.renew(frame);
        return;
      }
      case 'presence': {
        this.presence(frame);
        return;
      }
      case 'broadcast': {
        this.broadcast(frame);
        return;
      }
      default: {
        this.reply(frame, 'error', { reason: `There is no event ${frame.event}` });
        return;
      }
    }
  }

  private askToJoin(frame: Frame): void {
    const asked = joinPayload.safeParse(frame.payload);
    const topic = topicOf(frame);
    if (!asked.success || !frame.joinRef || !frame.topic.startsWith(prefix) || topic === '') {
      this.reply(frame, 'error', { reason: 'Malformed' });
      return;
    }
    const { config, access_token } = asked.data;
    if (!config.private || config.postgres_changes.length > 0) {
      this.reply(frame, 'error', {
        reason: 'PrivateOnly: only private channels without postgres_changes are served here',
      });
      return;
    }
    const claims = access_token ? readToken(access_token, this.hub.secret) : this.claims;
    if (!claims || claims.exp * 1000 <= Date.now()) {
      this.reply(frame, 'error', {
        reason: 'InvalidJWTToken: Token is missing, not ours or has expired',
      });
      return;
    }
    if (this.claims && this.claims.sub !== claims.sub) {
      this.close(1008, 'Another person');
      return;
    }
    this.claims = claims;
    if (this.joined.size + this.joining.length >= mostTopics) {
      this.reply(frame, 'error', {
        reason: `ChannelRateLimitReached: at most ${mostTopics} channels`,
      });
      return;
    }
    // those that come together are asked for together
    if (this.joining.push({ frame, presence: config.presence }) === 1) setImmediate(() => void this.join());
  }

  private async join(): Promise<void> {
    const joins = this.joining.splice(0);
    const { claims } = this;
    if (!claims) return;
    const round = this.hub.round;
    const names = joins.map(({ frame }) => topicOf(frame));
    let rights: (topic: string) => Rights;
    try {
      rights = await this.hub.rightsOf(claims, names);
    } catch {
      this.close(1011, 'The database could not be asked');
      return;
    }
    if (this.socket.readyState !== this.socket.OPEN) return;
    for (const { frame, presence } of joins) this.enter(frame, rights(topicOf(frame)), presence, round);
  }

  private enter(frame: Frame, rights: Rights, presence: Join['presence'], round: number): void {
    const topic = topicOf(frame);
    const joinRef = frame.joinRef ?? '';
    if (!rights.hears) {
      this.reply(frame, 'error', { reason: refusal(topic) });
      return;
    }
    this.forget(topic);
    const member: Member = {
      joinRef,
      rights,
      checked: round,
      presenceKey: presence?.key || crypto.randomUUID(),
      check: () => this.check([topic]),
      send: (event, payload) =>
        this.send({ joinRef: null, ref: null, topic: prefix + topic, event, payload }),
    };
    this.joined.set(topic, member);
    const channel = this.hub.enter(topic, member);
    this.reply(frame, 'ok', { postgres_changes: [] });
    if (presence?.enabled && rights.isPresent) member.send('presence_state', channel.presence());
  }

  private renew(frame: Frame): void {
    const asked = tokenPayload.safeParse(frame.payload);
    const claims = asked.success ? readToken(asked.data.access_token, this.hub.secret) : undefined;
    if (!claims || (this.claims && this.claims.sub !== claims.sub)) {
      this.expel(topicOf(frame), 'Token is not ours, has expired or is of another person');
      return;
    }
    this.claims = claims;
    void this.check([topicOf(frame)]);
  }

  private presence(frame: Frame): void {
    const member = this.joined.get(topicOf(frame));
    const asked = presencePayload.safeParse(frame.payload);
    if (!member || !asked.success || !member.rights.isPresent) {
      this.reply(frame, 'error', { reason: 'Unauthorized' });
      return;
    }
    const channel = this.hub.enter(topicOf(frame), member);
    if (asked.data.event === 'track') channel.track(member, asked.data.payload ?? {});
    else channel.untrack(member);
    this.reply(frame, 'ok', {});
  }

  private broadcast(frame: Frame): void {
    const member = this.joined.get(topicOf(frame));
    const asked = broadcastPayload.safeParse(frame.payload);
    if (!member || !asked.success || !member.rights.speaks) {
      this.reply(frame, 'error', {
        reason: 'Unauthorized: You do not have permissions to write to this Channel',
      });
      return;
    }
    this.hub.enter(topicOf(frame), member).broadcast(asked.data.event, asked.data.payload, member);
    this.reply(frame, 'ok', {});
  }

  /** Ends a channel that somebody may be in no longer. */
  private expel(topic: string, message: string): void {
    const member = this.joined.get(topic);
    if (!member) return;
    this.forget(topic);
    const base = { joinRef: member.joinRef, ref: null, topic: prefix + topic };
    this.send({
      ...base,
      event: 'system',
      payload: { status: 'error', extension: 'system', channel: topic, message },
    });
    this.send({ ...base, event: 'phx_close', payload: {} });
  }

  private forget(topic: string): void {
    const member = this.joined.get(topic);
    if (!member) return;
    this.joined.delete(topic);
    this.hub.leave(topic, member);
  }

  private reply(frame: Frame, status: 'ok' | 'error', response: object): void {
    if (frame.ref === null) return;
    this.send({ ...frame, event: 'phx_reply', payload: { status, response } });
  }

  private send(frame: Frame): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    // who does not read what they are sent is not kept for
    if (this.socket.bufferedAmount > mostAtOnce) this.end();
    else this.socket.send(writeFrame(frame));
  }
}

const topicOf = ({ topic }: Frame) => topic.slice(prefix.length);
const refusal = (topic: string) =>
  `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
