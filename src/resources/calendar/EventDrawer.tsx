import { useDataProvider } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState, PageSkeleton, useMayTouch, useNarrow } from '../../ui';
import { EventFacts } from './EventFacts';
import { EventForm } from './EventForm';
import { eventSelect, type LoadedEvent } from './record';

/** Where a new event is to stand, by the reader's clock. */
export interface NewEvent {
  start: Date;
  end: Date;
  allDay: boolean;
}

/** An event beside the calendar: its form for who may change it, else what it says. */
export function EventDrawer({
  id,
  start,
  onClose,
}: {
  id: string | null;
  start: NewEvent | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const may = useMayTouch();
  const provider = useDataProvider()();
  const query = useQuery({
    queryKey: ['data', 'default', 'events', 'one', id],
    queryFn: async () => {
      if (!id) return null;
      const { data } = await provider.getOne<LoadedEvent>({
        resource: 'events',
        id,
        meta: { select: eventSelect },
      });
      return data;
    },
    enabled: id !== null,
    // What the form begins with is the newest there is.
    gcTime: 0,
  });
  const event = query.data;
  if (!id && start) return <EventForm start={start} onClose={onClose} />;
  if (event && may('events', 'update', event))
    return <EventForm key={event.id} event={event} onClose={onClose} />;
  return (
    <Drawer open size={narrow ? '100%' : 480} title={event?.title ?? t('calendar.one')} onClose={onClose}>
      {event ? (
        <EventFacts event={event} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </Drawer>
  );
}
