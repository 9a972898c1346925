import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromApi } from '../../lib/errors';
import { formatLocale } from '../../lib/format';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { FormDialog } from '../../ui/dialog';
import '../../ui/record/record.css';
import './hours.css';
import './texts';

interface Hours {
  working_days: number[];
  working_from: string;
  working_until: string;
}

const quarters = Array.from({ length: 96 }, (_, nth) => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(nth / 4))}:${two((nth % 4) * 15)}`;
});
const saturday = 6;

/** Days and times in the reader's words, the days as their week runs. */
function useWords() {
  const { i18n } = useTranslation();
  const { weekStart } = useMe().organisation;
  const locale = formatLocale(i18n.language);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return {
    // 7 January 2024 was a Sunday
    days: Array.from({ length: 7 }, (_, nth) => (weekStart + nth) % 7).map((day) => ({
      value: day,
      label: weekday.format(new Date(Date.UTC(2024, 0, 7 + day))),
    })),
    time: (value: string) => clock.format(new Date(`2024-01-07T${value}Z`)),
  };
}

/** Days to tick; the form gives value and onChange. */
function Days({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: { value: number; label: string }[];
  value?: number[];
  onChange?: (days: number[]) => void;
}) {
  return (
    <fieldset className="at-working-days" aria-label={label}>
      <Checkbox.Group options={options} value={value} onChange={onChange} />
    </fieldset>
  );
}

/** The organisation's working days and hours: what is arranged and made in the calendar goes by them. */
export default function WorkingHours() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { client } = useMe();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const words = useWords();
  const [editing, setEditing] = useState(false);
  const query = useQuery({
    queryKey: ['data', 'default', 'settings', 'working_hours'],
    queryFn: async () => {
      const { data, error, status } = await client
        .from('settings')
        .select('working_days, working_from, working_until, week_start, updated_at')
        .single();
      if (error) throw fromApi(error, status, 'settings');
      const usual = data.week_start === saturday ? [6, 0, 1, 2, 3] : [1, 2, 3, 4, 5];
      const hours: Hours = {
        working_days: data.working_days ?? usual,
        working_from: data.working_from.slice(0, 5),
        working_until: data.working_until.slice(0, 5),
      };
      return { hours, version: data.updated_at };
    },
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  const { hours, version } = query.data;
  const works = words.days.filter(({ value }) => hours.working_days.includes(value));
  // A time that is no quarter of an hour stays to choose.
  const times = [...new Set([...quarters, hours.working_from, hours.working_until])].sort();
  const options = times.map((value) => ({ value, label: words.time(value) }));

  const save = async (values: Hours) => {
    await rpc('save_working_hours', { payload: { ...values, version } });
    void message.success(t('form.saved'));
    setEditing(false);
    await Promise.all(
      ['settings', 'events'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
    );
  };

  return (
    <>
      <PageHeader
        title={t('working_hours.title')}
        hint={t('working_hours.hint')}
        action={
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('actions.edit')}
          </Button>
        }
      />
      <dl className="at-facts">
        <div className="at-fact">
          <dt>{t('working_hours.days')}</dt>
          <dd>{works.map(({ label }) => label).join(t('ui.comma'))}</dd>
        </div>
        <div className="at-fact">
          <dt>{t('working_hours.from')}</dt>
          <dd>{words.time(hours.working_from)}</dd>
        </div>
        <div className="at-fact">
          <dt>{t('working_hours.until')}</dt>
          <dd>{words.time(hours.working_until)}</dd>
        </div>
      </dl>
      {editing ? (
        <FormDialog<Hours>
          title={t('working_hours.title')}
          action={t('actions.save')}
          initial={hours}
          onSave={save}
          onClose={() => setEditing(false)}
        >
          <Form.Item
            name="working_days"
            label={t('working_hours.days')}
            rules={[{ required: true, type: 'array', min: 1, message: t('form.check.required') }]}
          >
            <Days label={t('working_hours.days')} options={words.days} />
          </Form.Item>
          <Form.Item name="working_from" label={t('working_hours.from')}>
            <Select options={options} />
          </Form.Item>
          <Form.Item name="working_until" label={t('working_hours.until')}>
            <Select options={options} />
          </Form.Item>
        </FormDialog>
      ) : null}
    </>
  );
}
