import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/useFormats';
import { type NoticeSettings, type SettingsChange, timesOfDay } from './settings';

/** From when to when nothing is mailed, where somebody begins with quiet hours. */
const night = { from: '20:00', until: '07:00' };

/** When the mail of the morning comes, and when none does, by the reader's own clock. */
export function MailTimes({
  settings: { digest_at, quiet_from, quiet_until },
  onSave,
}: {
  settings: NoticeSettings;
  onSave: (change: SettingsChange) => Promise<void>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const clock = new Intl.DateTimeFormat(formats.locale, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  const options = (other: string | null = null) =>
    timesOfDay(digest_at, quiet_from, quiet_until)
      .filter((time) => time !== other)
      .map((value) => ({ value, label: clock.format(new Date(`2000-01-01T${value}:00Z`)) }));

  return (
    <div className="at-notice-times">
      <p className="at-row">
        <span>{t('notices.digestAt')}</span>
        <Select
          value={digest_at}
          aria-label={t('notices.digestAt')}
          options={options()}
          onChange={(next) => void onSave({ digest_at: next })}
        />
      </p>
      {quiet_from === null || quiet_until === null ? (
        <p>
          <Button onClick={() => void onSave({ quiet: night })}>{t('notices.quietAdd')}</Button>
        </p>
      ) : (
        <p className="at-row">
          <span>{t('notices.quiet')}</span>
          <Select
            value={quiet_from}
            aria-label={t('notices.quietFrom')}
            options={options(quiet_until)}
            onChange={(from) => void onSave({ quiet: { from, until: quiet_until } })}
          />
          <span aria-hidden>–</span>
          <Select
            value={quiet_until}
            aria-label={t('notices.quietUntil')}
            options={options(quiet_from)}
            onChange={(until) => void onSave({ quiet: { from: quiet_from, until } })}
          />
          <Button onClick={() => void onSave({ quiet: null })}>{t('notices.quietRemove')}</Button>
        </p>
      )}
      <p className="at-hint">{t('notices.timesHint', { zone: formats.timezone })}</p>
    </div>
  );
}
