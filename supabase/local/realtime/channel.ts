import { randomUUID } from 'node:crypto';
import type { Rights } from './rights.ts';

/** Somebody's place in a topic: one socket that joined it. */
export interface Member {
  joinRef: string;
  rights: Rights;
  /** Which round of checks these rights are of. */
  checked: number;
  presenceKey: string;
  /** Asks anew what may be heard, and ends the membership when nothing may. Never rejects. */
  check(): Promise<void>;
  /** Sends an event of this topic. */
  send(event: string, payload: unknown): void;
}

interface Meta {
  phx_ref: string;
  [key: string]: unknown;
}

type PresenceState = Record<string, { metas: Meta[] }>;

/** A topic with those who joined it, and what they said of themselves. */
export class Channel {
  readonly members = new Set<Member>();
  private readonly metas = new Map<Member, Meta>();

  /** Sends an event to whoever may hear it, but one. */
  broadcast(event: string, payload: unknown, except?: Member): void {
    for (const member of this.members) {
      if (member !== except && member.rights.hears) {
        member.send('broadcast', { type: 'broadcast', event, payload });
      }
    }
  }

  /** Whoever is present, as a member who joins is told. */
  presence(): PresenceState {
    return stateOf([...this.metas]);
  }

  /** Notes what a member says of themselves, and tells the others. */
  track(member: Member, payload: Record<string, unknown>): void {
    const before = this.metas.get(member);
    const meta = { ...payload, phx_ref: randomUUID(), ...(before && { phx_ref_prev: before.phx_ref }) };
    this.metas.set(member, meta);
    this.tell({ joins: stateOf([[member, meta]]), leaves: before ? stateOf([[member, before]]) : {} });
  }

  untrack(member: Member): void {
    const before = this.metas.get(member);
    if (!before) return;
    this.metas.delete(member);
    this.tell({ joins: {}, leaves: stateOf([[member, before]]) });
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.untrack(member);
  }

  private tell(diff: { joins: PresenceState; leaves: PresenceState }): void {
    for (const member of this.members) if (member.rights.isPresent) member.send('presence_diff', diff);
  }
}

function stateOf(entries: [Member, Meta][]): PresenceState {
  const state: PresenceState = {};
  for (const [{ presenceKey }, meta] of entries) {
    const known = state[presenceKey];
    if (known) known.metas.push(meta);
    else state[presenceKey] = { metas: [meta] };
  }
  return state;
}
