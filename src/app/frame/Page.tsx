import { Component, type ComponentType, type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'react-router';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { PageSkeleton } from '../../ui/Skeletons';
import { DeniedState } from '../../ui/states';
import { CrashPanel } from '../pages/PageCrash';
import { pagesAhead } from '../preload';

type Load = () => Promise<{ default: ComponentType }>;

class CrashBoundary extends Component<{ children: ReactNode; onRetry: () => void }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  retry = () => {
    this.props.onRetry();
    this.setState({ error: null });
  };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <CrashPanel error={this.state.error} onRetry={this.retry} />;
  }
}

/** A loader that failed is remembered as such by its component, so trying again takes a new one (see `onRetry`). */
function Content({ load }: { load: Load }) {
  const [Loaded] = useState(() => pagesAhead.component(load));
  return <Loaded />;
}

/** One page within the frame: fetched when it is needed, refused when not allowed, and broken alone when it breaks. */
export function Page({ load, needs }: { load: Load; needs?: readonly [resource: string, action: string] }) {
  const { pathname } = useLocation();
  const { permissions } = useMe();
  if (needs && scopeOf(permissions, needs[0], needs[1]) === null) return <DeniedState page />;
  return (
    <CrashBoundary key={pathname} onRetry={() => pagesAhead.forget(load)}>
      <Suspense fallback={<PageSkeleton />}>
        <Content load={load} />
      </Suspense>
    </CrashBoundary>
  );
}
