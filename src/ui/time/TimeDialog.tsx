import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField } from '../DateField';
import { FormDialog } from '../dialog';
import { useFormats } from '../useFormats';
import { readMinutes, sayMinutes } from './duration';
import type { Timed, TimeEntry } from './time';
import { useWriteTime } from './useTime';

interface Typed {
  minutes: string;
  day: string | null;
  note: string;
}

/** Logs time on a record, or mends an entry. */
export default function TimeDialog({
  of,
  entry,
  today,
  onClose,
}: {
  of: Timed;
  /** The entry that is mended; a new one without. */
  entry?: TimeEntry;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const { save } = useWriteTime();
  return (
    <FormDialog<Typed>
      title={t(entry ? 'time.mend' : 'time.log')}
      action={t('time.save')}
      initial={{
        minutes: entry?.minutes ? sayMinutes(entry.minutes, locale) : '',
        day: entry?.day ?? today,
        note: entry?.note ?? '',
      }}
      onSave={async ({ minutes, day, note }) => {
        await save({
          ...(entry ? { id: entry.id } : { resource: of.resource, record_id: of.id }),
          minutes: readMinutes(minutes),
          day,
          note,
        });
        onClose();
      }}
      onClose={onClose}
      focus="minutes"
    >
      <Form.Item
        name="minutes"
        label={t('time.fields.minutes')}
        extra={t('time.example')}
        rules={[
          {
            validator: async (_, typed: string) => {
              const minutes = readMinutes(typed);
              if (Number.isNaN(minutes)) throw new Error(t('time.unreadable'));
              if (minutes < 1 || minutes > 1440) throw new Error(t('errors.time_minutes'));
            },
          },
        ]}
      >
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="day"
        label={t('time.fields.day')}
        rules={[{ required: true, message: t('form.check.required') }]}
      >
        <DateField />
      </Form.Item>
      <Form.Item name="note" label={t('time.fields.note')}>
        <Input.TextArea dir="auto" maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      {/* Enter sends a form of several fields only where it has a button of its own */}
      <button type="submit" hidden aria-hidden tabIndex={-1} />
    </FormDialog>
  );
}
