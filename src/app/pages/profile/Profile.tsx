import { useTranslation } from 'react-i18next';
import { useMe } from '../../../providers/me';
import { PageHeader } from '../../../ui/PageHeader';
import LendingCard from '../../../ui/standIns/LendingCard';
import { NoticeSettings } from '../../notices/NoticeSettings';
import { AboutForm } from './AboutForm';
import { AppearanceForm } from './AppearanceForm';
import { CalendarFeed } from './feed/CalendarFeed';
import { PasswordForm } from './PasswordForm';
import { PictureField } from './PictureField';

/** The caller's own profile. */
export default function Profile() {
  const { t } = useTranslation();
  const { profile } = useMe();
  return (
    <div className="at-narrow">
      <PageHeader title={t('profile.title')} hint={t('profile.hint')} />
      <section className="at-card" aria-labelledby="profile-about">
        <h2 id="profile-about">{t('profile.about')}</h2>
        <PictureField />
        <AboutForm />
      </section>
      <section className="at-card" aria-labelledby="profile-appearance">
        <h2 id="profile-appearance">{t('profile.appearance')}</h2>
        <AppearanceForm />
      </section>
      <section className="at-card" aria-labelledby="notices">
        <h2 id="notices">{t('notices.title')}</h2>
        <NoticeSettings />
      </section>
      <CalendarFeed />
      <LendingCard person={{ id: profile.id, name: profile.fullName }} />
      <section className="at-card" aria-labelledby="profile-password">
        <h2 id="profile-password">{t('profile.password')}</h2>
        <PasswordForm />
      </section>
    </div>
  );
}
