import type { ReactNode } from 'react';
import { DateTimeText, PersonById, type RowAction, RowMenu } from '../../../ui';
import { MenuOnDemand } from '../../../ui/MenuOnDemand';

/** What every entry that is no activity looks like: its icon, what it is, when, by whom. */
export function EntryFrame({
  icon,
  title,
  name,
  at,
  by,
  mark,
  actions,
  children,
}: {
  icon: ReactNode;
  title: ReactNode;
  /** What it is called, for readers of its menu. */
  name: string;
  at: string;
  by: { id: string | null; name: string | null };
  mark?: ReactNode;
  actions: readonly RowAction[];
  children: ReactNode;
}) {
  return (
    <li>
      <span className="at-timeline-icon" aria-hidden>
        {icon}
      </span>
      <div>
        <div className="at-timeline-head">
          <strong>{title}</strong>
          <span className="at-entry-head">
            {mark}
            <DateTimeText value={at} />
            {actions.length > 0 ? (
              <MenuOnDemand name={name} menu={() => <RowMenu name={name} actions={actions} startOpen />} />
            ) : null}
          </span>
        </div>
        <div className="at-timeline-meta">
          {children}
          {by.id ? <PersonById id={by.id} name={by.name} size={18} /> : null}
        </div>
      </div>
    </li>
  );
}
