import type { SetURLSearchParams } from 'react-router';

/** What says in the address that a dashboard hangs on a wall: `turn` goes from one to the next, `hold` stays. */
const wallParam = 'wall';
type WallMode = 'turn' | 'hold';

/** How long each dashboard hangs on the wall before the next one. */
export const turnEvery = 30_000;

export const readWall = (params: URLSearchParams): WallMode | null => {
  const mode = params.get(wallParam);
  return mode === 'turn' || mode === 'hold' ? mode : null;
};

/** Shows the dashboard alone, in full screen where the browser allows it. */
export function enterWall(setParams: SetURLSearchParams): void {
  // Refused or not there, the dashboard fills the window all the same.
  document.documentElement.requestFullscreen?.().catch(() => undefined);
  setWall(setParams, 'turn');
}

/** Leaves the wall for the page. */
export function leaveWall(setParams: SetURLSearchParams): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
  setWall(setParams, null);
}

export function setWall(setParams: SetURLSearchParams, mode: WallMode | null): void {
  setParams(
    (now) => {
      const next = new URLSearchParams(now);
      if (mode) next.set(wallParam, mode);
      else next.delete(wallParam);
      return next;
    },
    { replace: true },
  );
}
