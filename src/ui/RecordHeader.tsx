import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './Breadcrumbs';
import { useTitle } from './useTitle';

/** Head of a record: what it is, its key facts in one line, its actions. */
export function RecordHeader({
  title,
  crumbs = [],
  avatar,
  status,
  facts = [],
  actions,
}: {
  title: string;
  crumbs?: readonly Crumb[];
  avatar?: ReactNode;
  status?: ReactNode;
  facts?: readonly { label: string; value: ReactNode }[];
  actions?: ReactNode;
}) {
  useTitle(title);
  return (
    <header className="at-record-header">
      <Breadcrumbs items={crumbs} />
      <div className="at-record-line">
        {avatar}
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {status}
        {actions ? <div className="at-page-actions">{actions}</div> : null}
      </div>
      {facts.length > 0 ? (
        <dl className="at-record-facts">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </header>
  );
}
