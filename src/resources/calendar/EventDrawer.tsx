import { useDataProvider } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { ErrorState, PageSkeleton, useNarrow } from '../../ui';
import { EventFacts } from './EventFacts';
import { EventForm } from './EventForm';
import { eventSelect, type LoadedEvent } from './record';
import { useMayChange } from './useMayChange';

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
  const { profile } = useMe();
  const { mine, may } = useMayChange();
  const [editing, setEditing] = useState(false);
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
  const mayEdit = event ? may(event) : false;
  // Who is asked to come answers first, also where they might change it.
  const asked =
    event && !mine(event) && event.participants.some(({ profile_id }) => profile_id === profile.id);
  if (event && mayEdit && (editing || !asked))
    return <EventForm key={event.id} event={event} onClose={onClose} />;
  return (
    <Drawer
      open
      size={narrow ? '100%' : 480}
      title={event?.title ?? t('calendar.one')}
      onClose={onClose}
      extra={mayEdit ? <Button onClick={() => setEditing(true)}>{t('actions.edit')}</Button> : null}
    >
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
