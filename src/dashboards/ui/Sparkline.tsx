const width = 120;
const height = 32;
const edge = 3;

/** The course of a figure as a line with its last point marked; where a value is unknown the line is broken. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const step = (width - 2 * edge) / (values.length - 1);
  const points = values.map((value, index) =>
    value === null
      ? null
      : { x: edge + index * step, y: height - edge - ((value - low) / span) * (height - 2 * edge) },
  );
  let line = '';
  let down = false;
  for (const point of points) {
    if (point) line += `${down ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    down = point !== null;
  }
  const last = points.at(-1);
  return (
    <svg
      className="at-spark at-flip"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <path d={line} />
      {last ? <path className="at-spark-now" d={`M${last.x} ${last.y}h0`} /> : null}
    </svg>
  );
}
