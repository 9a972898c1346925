import { type ReactNode, useId } from 'react';

/** A control with its label before it, in one line where there is room. */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <span className="imports-inline">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  );
}
