import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useErrorText, useFormats, useUndoNotice } from '../../ui';
import { dayOfDate, toMoment, wholeDays } from './clock';
import type { CalendarEvent } from './types';

type Times = Pick<CalendarEvent, 'starts_at' | 'ends_at' | 'all_day'>;

/** Gives an event other times and offers to take it back; what went wrong is said, and the event is where it was. */
export function useMoveEvent() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { timezone } = useFormats();
  const rpc = useRpc();
  const errorText = useErrorText();
  const offerUndo = useUndoNotice();
  const invalidate = useInvalidate();

  const write = async (id: string, times: Times): Promise<boolean> => {
    let written = true;
    try {
      await rpc('save_event', { payload: { id, event: times } });
    } catch (error) {
      written = false;
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
    await invalidate({ resource: 'events', invalidates: ['list'] });
    return written;
  };

  return async (event: CalendarEvent, start: Date, end: Date, allDay: boolean) => {
    const { starts_at, ends_at, all_day } = event;
    const last = new Date(Math.max(end.getTime() - 1, start.getTime()));
    const times: Times = allDay
      ? { ...wholeDays(dayOfDate(start), dayOfDate(last), timezone), all_day: true }
      : { starts_at: toMoment(start, timezone), ends_at: toMoment(end, timezone), all_day: false };
    if (await write(event.id, times))
      offerUndo(`event-${event.id}`, t('calendar.moved', { name: event.title }), () =>
        write(event.id, { starts_at, ends_at, all_day }),
      );
  };
}
