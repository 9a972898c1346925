import type { LiveProvider } from '@refinedev/core';

/** Answers "not live": nothing is pushed yet, screens refresh by asking again. */
export const liveProvider: LiveProvider = {
  subscribe: () => null,
  unsubscribe: () => undefined,
};
