import i18next from 'i18next';
import { lazy, Suspense, useState } from 'react';
import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router';
import { speakOfWork } from '../providers/i18n';
import { createAhead } from '../ui/ahead';
import { isLanguage } from './languages';
import { PageCrash } from './pages/PageCrash';
import { SignOut } from './SignOut';
import { useSessionState } from './services';
import { Waiting } from './Waiting';

const SignIn = lazy(() => import('./gate/SignIn'));
const ForgotPassword = lazy(() => import('./gate/ForgotPassword'));
const ResetPassword = lazy(() => import('./gate/ResetPassword'));
const Invitation = lazy(() => import('./gate/invitation/Invitation'));
const Setup = lazy(() => import('./gate/Setup'));

const workspace = createAhead();

/** The workspace, and from then on the page of the present address too. */
async function fetchWithPage() {
  const module = await import('./Workspace');
  if (isLanguage(i18next.language)) module.preloadPage(window.location.pathname, i18next.language);
  return module;
}

async function loadWorkspace() {
  const [module] = await Promise.all([fetchWithPage(), speakOfWork()]);
  return module;
}

/** Fetches what is behind the sign-in, once texts are there; resolves when it can be drawn, or could not be had. */
export const fetchWorkspace = (): Promise<void> => workspace.fetch(loadWorkspace);

/** Waits for whichever chunk the address needs. */
function Arriving() {
  return (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
}

/** Lets in who is signed in, and shows the others the way to the sign-in page and back. */
function Guard() {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  const [Workspace] = useState(() => workspace.component(loadWorkspace));
  if (state.status === 'none') {
    const here = `${pathname}${search}`;
    return <Navigate to={here === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(here)}`} replace />;
  }
  return <Workspace key={state.userId} />;
}

/** The pages before sign-in, each in its own chunk, and the workspace behind them. */
export function createRouter() {
  return createBrowserRouter([
    {
      errorElement: <PageCrash />,
      element: <Arriving />,
      children: [
        { path: '/sign-in', element: <SignIn /> },
        { path: '/forgot-password', element: <ForgotPassword /> },
        { path: '/reset-password', element: <ResetPassword /> },
        { path: '/invitation/:token', element: <Invitation /> },
        { path: '/setup', element: <Setup /> },
        { path: '/sign-out', element: <SignOut /> },
        { path: '*', element: <Guard /> },
      ],
    },
  ]);
}
