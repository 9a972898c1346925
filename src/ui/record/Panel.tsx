import { type ReactNode, useId } from 'react';
import { LockNote } from '../LockNote';

/**
 * A part of a record's page, with its title and what can be done in it; `denied` says that its reader may not see it,
 * `locked` why nobody here may change it.
 */
export function Panel({
  title,
  extra,
  denied,
  locked,
  children,
}: {
  title: string;
  extra?: ReactNode;
  denied?: string;
  locked?: string | null;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className="at-panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {denied || locked ? null : extra}
      </header>
      {denied ? (
        <LockNote>{denied}</LockNote>
      ) : (
        <>
          {locked ? <LockNote>{locked}</LockNote> : null}
          {children}
        </>
      )}
    </section>
  );
}
