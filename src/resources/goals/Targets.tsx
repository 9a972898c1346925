import { useFormats } from '../../ui';
import type { Target } from './sheet';

/** Targets as they are read, a line for each: money in another currency than the sheet's says which. */
export function Targets({ targets, usual }: { targets: readonly Target[]; usual: string | null }) {
  const formats = useFormats();
  return targets.map(({ target, currency }) => (
    <span key={currency} className="at-figure at-goal-target">
      {currency && currency !== usual ? formats.money(target, currency) : formats.number(target)}
    </span>
  ));
}
