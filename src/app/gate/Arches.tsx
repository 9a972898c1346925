const columns = [0, 1, 2, 3, 4, 5];
const rows = [0, 1, 2, 3, 4];

/** A courtyard of arches, drawn in the accent's shades; says nothing to a screen reader. */
export function Arches() {
  return (
    <div className="at-gate-side" aria-hidden>
      <svg viewBox="0 0 600 800" preserveAspectRatio="xMidYMid slice" focusable="false">
        <title>Atrium</title>
        {rows.map((row) =>
          columns.map((column) => {
            const x = column * 120 - (row % 2 === 0 ? 60 : 0);
            const y = row * 180 - 20;
            return (
              <g key={`${row}-${column}`} className={`at-arch at-arch-${(row * 5 + column * 3) % 4}`}>
                <path d={`M${x + 10} ${y + 180}V${y + 60}a50 50 0 0 1 100 0v120z`} />
                <path className="at-arch-inner" d={`M${x + 34} ${y + 180}V${y + 70}a26 26 0 0 1 52 0v110z`} />
              </g>
            );
          }),
        )}
      </svg>
    </div>
  );
}
