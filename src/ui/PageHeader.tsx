import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './Breadcrumbs';
import { useTitle } from './useTitle';

/**
 * Head of a page: the way to it, its title (which also names the document), a line about it, and its one main action at
 * the end, with lesser ones before it.
 */
export function PageHeader({
  title,
  crumbs = [],
  hint,
  extra,
  action,
}: {
  title: string;
  crumbs?: readonly Crumb[];
  hint?: ReactNode;
  extra?: ReactNode;
  action?: ReactNode;
}) {
  useTitle(title);
  return (
    <header className="at-page-header">
      <div className="at-page-header-text">
        <Breadcrumbs items={crumbs} />
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {hint ? <div className="at-page-hint">{hint}</div> : null}
      </div>
      {extra || action ? (
        <div className="at-page-actions">
          {extra}
          {action}
        </div>
      ) : null}
    </header>
  );
}
