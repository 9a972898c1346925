import type { Location } from 'react-router';

/** Where positions of scrolling are kept between documents. */
export const scrollStorage = 'atrium.scroll';

/**
 * The name under which a page's position is kept: that of its entry in the history. The page that a document begins
 * with has none of its own, all such pages share one name; it goes by its address.
 */
export const scrollKey = ({ key, pathname, search }: Location): string =>
  key === 'default' ? `${pathname}${search}` : key;

/** Lets a page begin at its top that was opened by its address, and not loaded again or gone back to. */
export function forgetPosition(address: string): void {
  const [visit] = performance.getEntriesByType('navigation');
  if (!(visit instanceof PerformanceNavigationTiming) || visit.type !== 'navigate') return;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(scrollStorage) ?? '{}');
    const others = Object.entries(kept ?? {}).filter(([key]) => key !== address);
    sessionStorage.setItem(scrollStorage, JSON.stringify(Object.fromEntries(others)));
  } catch {
    // a window that keeps nothing has no position to forget
  }
}
