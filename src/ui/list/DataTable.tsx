import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { BaseRecord } from '@refinedev/core';
import type { ComponentType, CSSProperties, MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Density, ListState } from '../../lib/list-state';
import { SelectBox, SelectPage } from '../bulk/SelectBox';
import type { Selection } from '../bulk/useSelection';
import { type CellEditorProps, cellKeys } from './cells';
import { EditableCell } from './EditableCell';
import { ResizeHandle } from './ResizeHandle';
import type { Column } from './types';

type Sort = ListState['sort'];

function SortHead({
  column,
  sort,
  onSort,
}: {
  column: { title: string; sort: string };
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const on = sort.field === column.sort;
  const turn = () => onSort({ field: column.sort, order: on && sort.order === 'asc' ? 'desc' : 'asc' });
  return (
    <button type="button" className={on ? 'at-sort at-sort-on' : 'at-sort'} onClick={turn}>
      {column.title}
      {on && sort.order === 'desc' ? <ArrowDownOutlined aria-hidden /> : <ArrowUpOutlined aria-hidden />}
    </button>
  );
}

const ariaSort = (sort: Sort | undefined, field: string | undefined) =>
  sort && field && sort.field === field ? (sort.order === 'asc' ? 'ascending' : 'descending') : undefined;

/** A column takes the room that its cells need, unless its reader has sized it. */
const headSize = (smallest: number, chosen: number | undefined): CSSProperties =>
  chosen ? { inlineSize: chosen, minInlineSize: chosen, maxInlineSize: chosen } : { minInlineSize: smallest };

/** A click beside the links and buttons of a row, that did not mark text. */
function isPlainClick(event: MouseEvent<HTMLElement>): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || event.button !== 0 || target?.closest('a, button, input, label'))
    return false;
  // A menu or dialog that a row opened stands elsewhere in the page, but its clicks bubble through React to here.
  if (target && !event.currentTarget.contains(target)) return false;
  return (window.getSelection()?.toString() ?? '') === '';
}

/**
 * Rows of 40 px under a head that stays. The first column's content must hold the row's link, marked `data-row-link`; a
 * click anywhere in the row opens it too.
 */
export function DataTable<T extends BaseRecord>({
  label,
  columns,
  rows,
  sort,
  onSort,
  hrefOf,
  actions,
  busy = false,
  selection,
  density = 'comfortable',
  widths = {},
  onWidth,
  edit,
}: {
  /** What the rows are, for readers. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  hrefOf?: (row: T) => string | undefined;
  actions?: (row: T) => ReactNode;
  /** Newer rows are on their way. */
  busy?: boolean;
  /** Which rows are chosen, where they can be. */
  selection?: Selection;
  density?: Density;
  /** Pixels by column, of those that the reader has sized. */
  widths?: Readonly<Record<string, number>>;
  /** Keeps a column's width; null: as wide as it needs. Left out where columns cannot be sized. */
  onWidth?: (key: string, width: number | null) => void;
  /** What changes a cell whose column names a field, and in which rows it is offered. */
  edit?: { editor: ComponentType<CellEditorProps>; may: (row: T, action?: string) => boolean };
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();

  const open = (row: T) => (event: MouseEvent<HTMLElement>) => {
    const href = hrefOf?.(row);
    if (!href || !isPlainClick(event)) return;
    if (event.ctrlKey || event.metaKey) window.open(href, '_blank', 'noopener');
    else void navigate(href);
  };

  return (
    <table className={`at-table at-table-${density}`} aria-label={label} aria-busy={busy}>
      <thead>
        <tr>
          {selection ? (
            <th scope="col" className="at-select-cell">
              <SelectPage selection={selection} />
            </th>
          ) : null}
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.numeric ? 'at-numeric' : undefined}
              style={headSize(column.width ?? 104, widths[column.key])}
              aria-sort={ariaSort(sort, column.sort)}
            >
              {column.sort && sort && onSort ? (
                <SortHead column={{ title: column.title, sort: column.sort }} sort={sort} onSort={onSort} />
              ) : (
                column.title
              )}
              {onWidth ? <ResizeHandle onWidth={(width) => onWidth(column.key, width)} /> : null}
            </th>
          ))}
          {actions ? (
            <th scope="col" className="at-row-end">
              <span className="at-hidden">{t('list.actions')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody onKeyDown={edit ? cellKeys : undefined}>
        {rows.map((row, at) => (
          <tr
            key={row.id}
            data-row
            className={hrefOf?.(row) ? 'at-row-opens' : undefined}
            onClick={open(row)}
          >
            {selection ? (
              <td className="at-select-cell">
                <SelectBox selection={selection} id={String(row.id)} place={at + 1} />
              </td>
            ) : null}
            {columns.map((column) => (
              <td
                key={column.key}
                className={column.numeric ? 'at-numeric' : undefined}
                style={widths[column.key] ? { maxInlineSize: widths[column.key] } : undefined}
              >
                {column.render(row)}
                {edit && column.field && edit.may(row, column.action) ? (
                  <EditableCell
                    id={String(row.id)}
                    field={column.field}
                    title={column.title}
                    editor={edit.editor}
                  />
                ) : null}
              </td>
            ))}
            {actions ? <td className="at-row-end">{actions(row)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
