import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ScrollBox } from './ScrollBox';

interface PivotHead {
  key: string;
  label: ReactNode;
}

export interface PivotCell {
  text: string;
  /** The rows behind it, where there is a list of them. */
  href?: string;
  /** How strong it is among all cells, 0–1: shown as a tint. */
  strength?: number;
}

/** Two dimensions crossed: a figure for each pair, and for each row and column as a whole where that adds up. */
export function PivotTable({
  label,
  corner,
  columns,
  rows,
  cellOf,
  totalName,
}: {
  label: string;
  /** What the rows are. */
  corner: string;
  columns: readonly PivotHead[];
  rows: readonly PivotHead[];
  /** The cell of a row and a column; null: of all of them. Nothing where there is no figure. */
  cellOf: (row: string | null, column: string | null) => PivotCell | undefined;
  /** The head of what is whole; without it there are no wholes. */
  totalName?: string;
}) {
  const cell = (row: string | null, column: string | null) => {
    const found = cellOf(row, column);
    if (!found) return '–';
    const figure = <bdi>{found.text}</bdi>;
    return found.href ? <Link to={found.href}>{figure}</Link> : figure;
  };
  const tint = (row: string, column: string) => {
    const strength = cellOf(row, column)?.strength ?? 0;
    return {
      background: `color-mix(in srgb, var(--ant-color-primary) ${Math.round(strength * 28)}%, transparent)`,
    };
  };
  return (
    <ScrollBox label={label}>
      <table className="at-bars at-crossed" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className="at-bars-number">
                {column.label}
              </th>
            ))}
            {totalName ? (
              <th scope="col" className="at-bars-number">
                {totalName}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => (
                <td key={column.key} className="at-bars-number" style={tint(row.key, column.key)}>
                  {cell(row.key, column.key)}
                </td>
              ))}
              {totalName ? <td className="at-bars-number">{cell(row.key, null)}</td> : null}
            </tr>
          ))}
          {totalName ? (
            <tr>
              <th scope="row">{totalName}</th>
              {columns.map((column) => (
                <td key={column.key} className="at-bars-number">
                  {cell(null, column.key)}
                </td>
              ))}
              <td className="at-bars-number">{cell(null, null)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </ScrollBox>
  );
}
