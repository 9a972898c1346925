const every = 15_000;
const slept = 40_000;

/**
 * Notices that the page is looked at again, the network is back, or the machine slept.
 * @param onWake called at each
 * @param onSlept called when nothing ran for so long that a line may have been cut meanwhile
 * @returns what ends it
 */
export function onWaking(onWake: () => void, onSlept: () => void): () => void {
  let last = Date.now();
  const tick = () => {
    const now = Date.now();
    // The clock may be set, forth or back.
    const away = Math.abs(now - last) > slept;
    last = now;
    if (!away) return;
    onWake();
    onSlept();
  };
  const wake = () => {
    if (document.hidden) return;
    onWake();
    tick();
  };
  const timer = setInterval(tick, every);
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', wake);
    window.removeEventListener('online', wake);
  };
}
