import { LockOutlined } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';

/** A part of a record's page, with its title and what can be done in it; `denied` says that its reader may not see it. */
export function Panel({
  title,
  extra,
  denied,
  children,
}: {
  title: string;
  extra?: ReactNode;
  denied?: string;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className="at-panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {denied ? null : extra}
      </header>
      {denied ? (
        <p className="at-panel-denied">
          <LockOutlined aria-hidden /> {denied}
        </p>
      ) : (
        children
      )}
    </section>
  );
}
