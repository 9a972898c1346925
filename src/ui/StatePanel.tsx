import type { ReactNode } from 'react';

/** What every drawn state looks like: a sign, what is the matter, and the one thing to do. */
export function StatePanel({
  icon,
  title,
  hint,
  action,
  role,
}: {
  icon: ReactNode;
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}) {
  return (
    <div className="at-state" role={role}>
      <span className="at-state-icon" aria-hidden>
        {icon}
      </span>
      <p className="at-state-title">{title}</p>
      {hint ? <p className="at-state-hint">{hint}</p> : null}
      {action ? <div className="at-state-action">{action}</div> : null}
    </div>
  );
}
