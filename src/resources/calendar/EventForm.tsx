import { DeleteOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useFormats, useMayTouch, useTrash } from '../../ui';
import { FormDrawer } from '../../ui/dialog';
import { Answers } from './Answers';
import type { NewEvent } from './EventDrawer';
import { ChangedEvent } from './MeetingTimeControl';
import { KnownParticipants } from './ParticipantsControl';
import {
  type LoadedEvent,
  participantName,
  participantValue,
  toPayload,
  valuesOf,
  valuesOfNew,
} from './record';
import { useEventSections } from './useEventSections';

type Props = { onClose: () => void } & ({ event: LoadedEvent } | { start: NewEvent });

/** A new event, or changes of one, beside the calendar. */
export function EventForm({ onClose, ...of }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { timezone } = useFormats();
  const rpc = useRpc();
  const may = useMayTouch();
  const invalidate = useInvalidate();
  const trash = useTrash('events');
  const event = 'event' in of ? of.event : null;
  // One id for as long as the form is open: sent twice, because an answer was lost, it is still one event.
  const [id] = useState(() => event?.id ?? crypto.randomUUID());
  // What the form was opened with.
  const [initial] = useState(() => ('event' in of ? valuesOf(of.event, timezone) : valuesOfNew(of.start)));
  const sections = useEventSections(event, initial);
  const remove = async () => {
    onClose();
    await trash([id]);
    await invalidate({ resource: 'events', invalidates: ['list'] });
  };
  const known = (event?.participants ?? []).map((one) => ({
    value: participantValue(one),
    label: participantName(one, t('calendar.somebody')),
  }));
  return (
    <ChangedEvent value={event?.id ?? null}>
      <KnownParticipants value={known}>
        <FormDrawer
          title={event ? event.title : t('calendar.create')}
          sections={sections}
          initial={initial}
          onSave={async (values, changed) => {
            const names = event ? changed : Object.keys(values);
            await rpc('save_event', {
              payload: {
                id,
                new: !event,
                ...toPayload(values, names, timezone),
                versions: event ? { event: event.updated_at } : undefined,
              },
            });
            void message.success(t('form.saved'));
            await invalidate({ resource: 'events', invalidates: ['list', 'detail'] });
          }}
          onClose={onClose}
          submit={t(event ? 'actions.save' : 'actions.create')}
          before={() => (
            <>
              {event && may('events', 'delete', event) ? (
                <Button
                  className="at-calendar-delete"
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => void remove()}
                >
                  {t('calendar.delete')}
                </Button>
              ) : null}
              {event && event.participants.length > 0 ? (
                <section className="at-calendar-answers" aria-label={t('calendar.answersTitle')}>
                  <h3>{t('calendar.answersTitle')}</h3>
                  <Answers participants={event.participants} />
                </section>
              ) : null}
            </>
          )}
        />
      </KnownParticipants>
    </ChangedEvent>
  );
}
