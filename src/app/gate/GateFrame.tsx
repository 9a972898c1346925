import type { ReactNode } from 'react';
import { useTitle } from '../../ui/useTitle';
import { Arches } from './Arches';
import { GateSwitches } from './GateSwitches';

/** What the pages before sign-in share: the mark, the form at the start side, the arches beside it. */
export function GateFrame({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: ReactNode;
  children?: ReactNode;
}) {
  useTitle(title);
  return (
    <div className="at-gate">
      <main className="at-gate-main">
        <div className="at-gate-brand">
          <img src="/atrium.svg" width={28} height={28} alt="" />
          <span>Atrium</span>
        </div>
        <div className="at-gate-form">
          <h1>{title}</h1>
          {hint ? <p className="at-gate-hint">{hint}</p> : null}
          {children}
        </div>
        <GateSwitches />
      </main>
      <Arches />
    </div>
  );
}
