import { type ComponentType, lazy } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/**
 * Components that are fetched when they are drawn, or ahead of that. One that has come is drawn at once: React keeps what it
 * has to wait for, be it a moment, from the screen until 300 ms after it showed the last thing that waits.
 */
export interface Ahead<P> {
  /** Begins to fetch a component. One that cannot be had says so when it is drawn. */
  fetch(load: Load<P>): Promise<void>;
  /** What to draw for a loader, the same at each call until it has come; keep it for as long as it is drawn. */
  component(load: Load<P>): ComponentType<P>;
  /** After a failure: the next time it is drawn it is fetched anew. */
  forget(load: Load<P>): void;
}

/** A store of such components, of one kind. */
export function createAhead<P = object>(): Ahead<P> {
  const come = new Map<Load<P>, ComponentType<P>>();
  const waited = new Map<Load<P>, ComponentType<P>>();
  return {
    fetch: (load) =>
      load().then(
        (module) => void come.set(load, module.default),
        () => undefined,
      ),
    component(load) {
      const known = come.get(load) ?? waited.get(load);
      if (known) return known;
      const fresh = lazy(load);
      waited.set(load, fresh);
      return fresh;
    },
    forget(load) {
      come.delete(load);
      waited.delete(load);
    },
  };
}
