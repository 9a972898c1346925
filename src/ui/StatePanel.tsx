import type { ReactNode } from 'react';

/** What every drawn state looks like: a sign, what is the matter, and the one thing to do. */
export function StatePanel({
  icon,
  title,
  hint,
  action,
  role,
  page = false,
}: {
  icon: ReactNode;
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
  /** Whether it is the whole page, and its title so the page's heading. */
  page?: boolean;
}) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className="at-state" role={role}>
      <span className="at-state-icon" aria-hidden>
        {icon}
      </span>
      <Title className="at-state-title">{title}</Title>
      {hint ? <p className="at-state-hint">{hint}</p> : null}
      {action ? <div className="at-state-action">{action}</div> : null}
    </div>
  );
}
