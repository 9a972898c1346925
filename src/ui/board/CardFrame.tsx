import type { HTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';

/** A card on a board: its name, what can be done to it, and below what more is to be known. */
export function CardFrame({
  to,
  name,
  handle,
  dragging = false,
  before,
  menu,
  children,
}: {
  to: string;
  name: string;
  handle?: HTMLAttributes<HTMLElement>;
  dragging?: boolean;
  before?: ReactNode;
  menu?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={dragging ? 'at-board-card at-board-dragging' : 'at-board-card'} {...handle}>
      <div className="at-board-line at-board-top">
        {before}
        <Link to={to} className="at-board-name" dir="auto" title={name} tabIndex={handle ? -1 : undefined}>
          {name}
        </Link>
        {menu}
      </div>
      {children}
    </div>
  );
}
