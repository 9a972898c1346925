import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../../lib/days';
import { useFormats } from '../useFormats';

/** Says that the form holds again what was typed and never saved, what of it clashes by now, and lets it go. */
export function BroughtBack({
  from,
  clashes,
  onDiscard,
}: {
  from: string;
  /** What the fields are called that somebody else changed since. */
  clashes: readonly string[];
  onDiscard: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayIn(formats.timezone, new Date(from)) === dayIn(formats.timezone);
  return (
    <Alert
      type={clashes.length > 0 ? 'warning' : 'info'}
      showIcon
      role="status"
      className="at-form-alert"
      title={t('form.draft.back', { when: today ? formats.time(from) : formats.exact(from) })}
      description={
        clashes.length > 0 ? t('form.draft.clashes', { fields: formats.list(clashes) }) : undefined
      }
      action={
        <Button size="small" onClick={onDiscard}>
          {t('form.draft.discard')}
        </Button>
      }
    />
  );
}
