import { type Reach, reaches } from './types';
import { useAccessWords } from './useAccessWords';
import './access.css';

/** How far something reaches: four steps and the word. */
export function ReachTag({ reach, scoped = true }: { reach: Reach; scoped?: boolean }) {
  const { reach: word, meaning } = useAccessWords();
  const plain = !scoped && reach === 'all';
  return (
    <span className={`at-reach at-reach-${reach}`} title={scoped ? meaning(reach) : undefined}>
      <ReachSteps reach={reach} />
      {plain ? word('all') : word(reach)}
    </span>
  );
}

/** The four steps alone, for what says the word itself. */
export function ReachSteps({ reach }: { reach: Reach }) {
  const filled = reaches.indexOf(reach);
  return (
    <span className="at-reach-steps" aria-hidden>
      {reaches.slice(1).map((step, index) => (
        <i key={step} className={index < filled ? 'at-on' : undefined} />
      ))}
    </span>
  );
}
