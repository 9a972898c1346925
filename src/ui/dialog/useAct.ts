import { useState } from 'react';

/**
 * Does something for a dialog: whether it is under way, and why it was refused. After it was done the dialog is gone, so
 * that only a refusal ends `busy`.
 * @param work rejects when it was refused.
 * @param atField shows an error where it belongs and gives true; the others are the dialog's own.
 */
export function useAct<A extends unknown[]>(
  work: (...args: A) => Promise<void>,
  atField: (error: unknown) => boolean = () => false,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const act = async (...args: A) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work(...args);
    } catch (error) {
      if (!atField(error)) setProblem(error);
      setBusy(false);
    }
  };
  return { busy, problem, act };
}
