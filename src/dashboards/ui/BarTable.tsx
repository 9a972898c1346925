import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ScrollBox } from './ScrollBox';

export interface BarRow {
  key: string;
  label: ReactNode;
  /** The rows behind it, where there is a list of them. */
  href?: string;
  /** What the bar shows; null draws none. */
  value: number | null;
  /** The bar's figure in words. */
  text: string;
  /** Further figures, one for each further head. */
  cells?: readonly ReactNode[];
}

/** A table whose first figure is drawn as a bar too. `heads`: of the label, of the bar, of the further figures. */
export function BarTable({
  label,
  heads,
  rows,
  most,
}: {
  label: string;
  heads: readonly [string, string, ...string[]];
  rows: readonly BarRow[];
  /** The value of a full bar; the largest one's unless given. */
  most?: number;
}) {
  const full = most ?? Math.max(...rows.map(({ value }) => value ?? 0), 0);
  return (
    <ScrollBox label={label}>
      <table className="at-bars" aria-label={label}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index > 0 ? 'at-bars-number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.href ? <Link to={row.href}>{row.label}</Link> : row.label}</th>
              <td className="at-bars-figure">
                <span className="at-bars-line">
                  <span className="at-bars-track" aria-hidden>
                    <span
                      className="at-bars-bar"
                      style={{ inlineSize: `${full > 0 ? ((row.value ?? 0) / full) * 100 : 0}%` }}
                    />
                  </span>
                  <bdi>{row.text}</bdi>
                </span>
              </td>
              {row.cells?.map((cell, index) => (
                <td key={heads[index + 2]} className="at-bars-number">
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
