import { useEffect, useState } from 'react';
import { Navigate } from 'react-router';
import { useServices } from './services';
import { Waiting } from './Waiting';

/** An address of its own, so that a page with unsaved changes is asked before the session ends. */
export function SignOut() {
  const { session } = useServices();
  const [done, setDone] = useState(false);
  useEffect(() => {
    void session.leave().finally(() => setDone(true));
  }, [session]);
  return done ? <Navigate to="/sign-in" state={{ left: true }} replace /> : <Waiting />;
}
