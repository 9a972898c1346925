import { useTranslation } from 'react-i18next';

/** The mark alone, while the first chunk of a page is on its way. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <main className="at-waiting">
      <div role="status" aria-label={t('states.loading')}>
        <img src="/atrium.svg" width={40} height={40} alt="" />
      </div>
    </main>
  );
}
