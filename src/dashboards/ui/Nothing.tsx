/** A widget's own empty state, in a line: the period holds nothing for it. */
export function Nothing({ children }: { children: string }) {
  return (
    <p className="at-nothing" role="status">
      {children}
    </p>
  );
}
