import type { LiveProvider } from '@refinedev/core';

/** Refine's own subscriptions follow no filters and hear of rows one by one: what is live here is `LiveLink`. */
export const liveProvider: LiveProvider = {
  subscribe: () => null,
  unsubscribe: () => undefined,
};
