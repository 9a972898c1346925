import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../lib/long-run';

export type RunState =
  | { is: 'idle' }
  | { is: 'running'; what: string; progress?: Progress }
  | { is: 'failed'; what: string; error: unknown }
  | { is: 'stopped'; what: string };

type Watch = { signal: AbortSignal; onProgress: (progress: Progress) => void };

/**
 * One long piece of work at a time, with its progress, that can be stopped. Leaving the page stops it too: it goes on
 * from where it stopped when somebody says so.
 */
export function useRun() {
  const [state, setState] = useState<RunState>({ is: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(async (what: string, work: (watch: Watch) => Promise<void>) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setState({ is: 'running', what });
    try {
      await work({
        signal: stop.signal,
        onProgress: (progress) => {
          if (!stop.signal.aborted) setState({ is: 'running', what, progress });
        },
      });
      setState({ is: 'idle' });
    } catch (error) {
      setState(stop.signal.aborted ? { is: 'stopped', what } : { is: 'failed', what, error });
    }
  }, []);

  return { state, run, stop: () => running.current?.abort() };
}
