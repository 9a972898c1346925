import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useLocation } from 'react-router';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { PageSkeleton } from '../../ui/Skeletons';
import { DeniedState } from '../../ui/states';
import { CrashPanel } from '../pages/PageCrash';

type Load = () => Promise<{ default: ComponentType }>;

const made = new Map<Load, ComponentType>();

/** One lazy component for one loader, however often the page is drawn. */
function lazily(load: Load): ComponentType {
  const known = made.get(load);
  if (known) return known;
  const fresh = lazy(load);
  made.set(load, fresh);
  return fresh;
}

class CrashBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === null ? this.props.children : <CrashPanel error={this.state.error} />;
  }
}

/** One page within the frame: fetched when it is needed, refused when not allowed, and broken alone when it breaks. */
export function Page({ load, needs }: { load: Load; needs?: readonly [resource: string, action: string] }) {
  const { pathname } = useLocation();
  const { permissions } = useMe();
  if (needs && scopeOf(permissions, needs[0], needs[1]) === null) return <DeniedState page />;
  const Content = lazily(load);
  return (
    <CrashBoundary key={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Content />
      </Suspense>
    </CrashBoundary>
  );
}
