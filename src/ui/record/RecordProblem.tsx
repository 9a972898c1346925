import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { toAtriumError } from '../../lib/errors';
import { ErrorState } from '../states';

/**
 * What takes the place of a record's page, null when nothing does: a refresh that fails leaves what is there; only that
 * the record is gone changes the page.
 */
export const problemOfPage = (error: unknown, loaded: boolean): unknown =>
  error && (!loaded || toAtriumError(error).kind === 'gone') ? error : null;

/** Why a record cannot be shown, and the way back to the list. */
export function RecordProblem({
  resource,
  error,
  onRetry,
}: {
  resource: string;
  error: unknown;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <ErrorState error={error} onRetry={onRetry} />
      <p className="at-center">
        <Link to={`/${resource}`}>{t('form.toList', { list: t(`${resource}.title`) })}</Link>
      </p>
    </>
  );
}
