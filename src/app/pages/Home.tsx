import { SearchOutlined } from '@ant-design/icons';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useOutletContext } from 'react-router';
import { currentTime } from '../../lib/clock';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { TableSkeleton } from '../../ui/Skeletons';
import { EmptyState } from '../../ui/states';
import { useFormats } from '../../ui/useFormats';
import { useTitle } from '../../ui/useTitle';
import { useNavigation } from '../frame/nav';
import { useWork } from './work';
import './home.css';

const FirstImport = lazy(() => import('./FirstImport'));
const News = lazy(() => import('../notices/News'));
const StandInNotes = lazy(() => import('../../ui/standIns/StandInNotes'));
const HomeFigures = lazy(() => import('../../dashboards/host/HomeFigures'));

/** Which greeting fits the hour in the user's timezone. */
function partOfDay(timezone: string, now = currentTime()): 'morning' | 'day' | 'evening' {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: timezone }).format(now),
  );
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'day' : 'evening';
}

/** The start page: the way to find anything, what waits for the reader, and where things stand. */
export default function Home() {
  const { t } = useTranslation();
  const { profile, organisation, permissions } = useMe();
  const formats = useFormats();
  const departments = useNavigation();
  const work = useWork();
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  useTitle(t('frame.home'));
  // Who sees less than all cannot tell that there is nothing.
  const mayBring =
    scopeOf(permissions, 'customers', 'import') !== null &&
    scopeOf(permissions, 'customers', 'read') === 'all';

  return (
    <>
      <header className="at-home-head">
        <p className="at-home-date">
          <bdi>{organisation.name}</bdi> · {formats.date(currentTime())}
        </p>
        <h1>{t(`home.greeting.${partOfDay(formats.timezone)}`, { name: profile.fullName })}</h1>
        <button type="button" className="at-home-find" onClick={openPalette}>
          <SearchOutlined aria-hidden />
          <span>
            <strong>{t('home.find')}</strong>
            <small>{t('home.findHint')}</small>
          </span>
        </button>
      </header>
      <Suspense>
        <StandInNotes />
      </Suspense>
      {mayBring ? (
        <Suspense>
          <FirstImport />
        </Suspense>
      ) : null}
      <div className="at-home-work">
        {work.map(({ name, Work }) => (
          <Suspense key={name} fallback={<TableSkeleton />}>
            <Work />
          </Suspense>
        ))}
        <Suspense>
          <News />
        </Suspense>
      </div>
      <Suspense>
        <HomeFigures />
      </Suspense>
      {departments.length === 0 ? (
        <EmptyState title={t('home.nothing')} hint={t('home.nothingHint')} />
      ) : work.length > 0 ? null : (
        departments.map(({ group, items }) => (
          <section key={group} className="at-home-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`groups.${group}`)}</h2>
            <ul>
              {items.map(({ name, paths, icon: Icon }) => (
                <li key={name}>
                  <Link to={paths.list} className="at-home-card">
                    <span className="at-home-icon" aria-hidden>
                      <Icon />
                    </span>
                    <strong>{t(`${name}.title`)}</strong>
                    <span>{t(`${name}.hint`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
}
