import type { CSSProperties } from 'react';

/** Parts of a whole as one line, each a little fainter than the one before. Their words stand elsewhere. */
export function ShareBar({
  parts,
  whole,
}: {
  parts: readonly { key: string; value: number }[];
  whole?: number;
}) {
  const sum = whole ?? parts.reduce((total, { value }) => total + value, 0);
  if (sum <= 0) return null;
  const strength = (index: number): CSSProperties => ({
    inlineSize: `${((parts[index]?.value ?? 0) / sum) * 100}%`,
    opacity: 1 - (index / Math.max(parts.length, 2)) * 0.8,
  });
  return (
    <span className="at-share" aria-hidden>
      {parts.map(({ key }, index) => (
        <span key={key} style={strength(index)} />
      ))}
    </span>
  );
}
