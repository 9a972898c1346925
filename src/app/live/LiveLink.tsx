import { useEffect, useState } from 'react';
import { usePart } from '../../ui/usePart';
import { keepNoted } from '../first/questions';

const loadLater = () => import('../Later');

/** Time that a page has for itself before the line is opened. */
const afterMs = 1_000;

/** Keeps what is on the screen up to date, by a line that is fetched and opened once the page stands. */
export function LiveLink() {
  const [wanted, setWanted] = useState(false);
  const Later = usePart(loadLater, wanted);
  useEffect(() => {
    const timer = setTimeout(() => {
      keepNoted();
      setWanted(true);
    }, afterMs);
    return () => clearTimeout(timer);
  }, []);
  return Later ? <Later /> : null;
}
