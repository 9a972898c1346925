import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export interface Crumb {
  title: string;
  /** Address; the page itself has none. */
  to?: string;
}

/** The way to the page, the page itself left out: its title stands below. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <nav className="at-crumbs" aria-label={t('frame.breadcrumbs')}>
      <ol>
        {items.map((item) => (
          <Fragment key={item.title}>
            <li>{item.to ? <Link to={item.to}>{item.title}</Link> : <span>{item.title}</span>}</li>
            <li aria-hidden className="at-crumbs-mark">
              /
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
