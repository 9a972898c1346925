import { useEffect, useState } from 'react';
import { useMe } from '../../providers/me';
import { usePart } from '../../ui/usePart';

const loadLine = () => import('./LiveLine');

/** Time that a page has for itself before the line is opened. */
const afterMs = 1_000;

/** Keeps what is on the screen up to date, by a line that is fetched and opened once the page stands. */
export function LiveLink() {
  const { permissions } = useMe();
  const [wanted, setWanted] = useState(false);
  const Line = usePart(loadLine, wanted);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), afterMs);
    return () => clearTimeout(timer);
  }, []);
  // Other permissions are told of by other topics.
  return Line ? <Line key={permissions.revision} /> : null;
}
