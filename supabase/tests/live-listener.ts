import { type RealtimeChannel, RealtimeClient } from '@supabase/realtime-js';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { type Person, stack } from './support.ts';

interface Heard {
  topic: string;
  payload: Record<string, unknown>;
}

/** Somebody at Supabase's own client, and what it heard. */
export class Listener {
  readonly events: Heard[] = [];
  private readonly client: RealtimeClient;
  private readonly channels = new Map<string, RealtimeChannel>();
  private readonly states = new Map<string, string[]>();
  private sockets: WebSocket[] = [];

  constructor(person: Pick<Person, 'token'>) {
    const { sockets } = this;
    class Kept extends WebSocket {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        this.on('error', () => undefined);
        sockets.push(this);
      }
    }
    this.client = new RealtimeClient(`${stack.url}/realtime/v1`, {
      params: { apikey: stack.publishableKey },
      accessToken: async () => person.token,
      transport: Kept as never,
      reconnectAfterMs: () => 100,
    });
  }

  /** Joins a private topic; gives how that went, with the reason of a refusal. */
  async join(topic: string, { private: isPrivate = true, presence = '' } = {}): Promise<string> {
    await this.client.setAuth();
    const states: string[] = [];
    this.states.set(topic, states);
    const channel = this.client.channel(topic, {
      config: { private: isPrivate, presence: { key: presence }, broadcast: { ack: true } },
    });
    this.channels.set(topic, channel);
    channel.on('broadcast', { event: 'changed' }, ({ payload }) => {
      this.events.push({ topic, payload });
    });
    if (presence) channel.on('presence', { event: 'sync' }, () => undefined);
    return new Promise((done) => {
      channel.subscribe((state, error) => {
        states.push(state);
        done(error ? `${state} ${error.message}` : state);
      });
    });
  }

  /** How often the topic was joined. */
  joins(topic: string): number {
    return (this.states.get(topic) ?? []).filter((state) => state === 'SUBSCRIBED').length;
  }

  /** Waits until so many events of a topic were heard. */
  async hears(topic: string, count: number): Promise<void> {
    await expect
      .poll(() => this.events.filter((event) => event.topic === topic).length, { timeout: 5_000 })
      .toBeGreaterThanOrEqual(count);
  }

  /** Waits until the server has ended a topic. */
  async loses(topic: string): Promise<void> {
    await expect.poll(() => this.states.get(topic)?.at(-1), { timeout: 2_000 }).toBe('CLOSED');
  }

  track(topic: string, payload: Record<string, unknown>): Promise<string> {
    return this.channel(topic).track(payload);
  }

  broadcast(topic: string, payload: Record<string, unknown>): Promise<string> {
    return this.channel(topic).send({ type: 'broadcast', event: 'changed', payload });
  }

  /** Who is present, by key, in order. */
  present(topic: string): string[] {
    return Object.keys(this.channel(topic).presenceState()).toSorted();
  }

  /** Cuts the line, as a network does. */
  breakOff(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  async stop(): Promise<void> {
    await this.client.removeAllChannels();
    await this.client.disconnect();
  }

  private channel(topic: string): RealtimeChannel {
    const channel = this.channels.get(topic);
    if (!channel) throw new Error(`${topic} was not joined`);
    return channel;
  }
}
