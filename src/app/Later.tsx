import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useMe } from '../providers/me';
import { LiveLine } from './live/LiveLine';
import { Bell } from './notices/Bell';

/** What every page has and none waits for: the line to the server, and the bell, in the place that the bar on top keeps. */
export default function Later() {
  const { permissions } = useMe();
  const [place] = useState(() => document.querySelector('.at-bell-place'));
  return (
    <>
      {/* Other permissions are told of by other topics. */}
      <LiveLine key={permissions.revision} />
      {place ? createPortal(<Bell />, place) : null}
    </>
  );
}
