import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
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
  return (
    <Alert
      type={clashes.length > 0 ? 'warning' : 'info'}
      showIcon
      role="status"
      className="at-form-alert"
      title={t('form.draft.back', { when: formats.relative(from) })}
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
