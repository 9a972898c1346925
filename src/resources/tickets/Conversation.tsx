import { LockOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { DateTimeText, PersonAvatar, useAvatar } from '../../ui';
import { loadPeople } from '../../ui/people';
import { entriesOf, type Message, type TicketEvent, type TicketRecord } from './record';
import { useQueues } from './useTicket';
import { useWords } from './useWords';

/** The names of everybody, for events that name people by id; asked only where there are such events. */
function usePeople(needed: boolean) {
  const { client } = useMe();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'options'],
    queryFn: () => loadPeople(client),
    staleTime: 300_000,
    enabled: needed,
  });
  return data ?? [];
}

function MessageItem({ message, customer }: { message: Message; customer: string | undefined }) {
  const { t } = useTranslation();
  const incoming = message.direction === 'in';
  const internal = message.kind === 'internal';
  const name = incoming
    ? (message.contact?.full_name ?? customer ?? t('tickets.conversation.customer'))
    : (message.author?.full_name ?? t('tickets.conversation.somebody'));
  const avatar = useAvatar(incoming ? null : message.author?.id);
  const kind = incoming ? 'in' : internal ? 'note' : 'out';
  return (
    <li className={`at-message at-message-${kind}`}>
      <header>
        <PersonAvatar name={name} avatar={avatar} size={24} />
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <span className="at-message-kind">
          {internal ? <LockOutlined aria-hidden /> : null}
          {t(`tickets.conversation.${incoming ? 'customer' : internal ? 'internal' : 'public'}`)}
        </span>
        <DateTimeText value={message.sent_at} />
      </header>
      <p className="at-message-body" dir="auto">
        {message.body}
      </p>
    </li>
  );
}

function EventItem({ event, nameOf }: { event: TicketEvent; nameOf: (id: string) => string }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const what = () => {
    const { kind, from_value: from, to_value: to } = event;
    if (kind === 'status')
      return t('tickets.events.status', { from: word('statuses', from), to: word('statuses', to) });
    if (kind === 'priority')
      return t('tickets.events.priority', { from: word('priorities', from), to: word('priorities', to) });
    if (kind === 'assignee')
      return to
        ? t('tickets.events.assigned', { to: `\u2068${nameOf(to)}\u2069` })
        : t('tickets.events.unassigned');
    if (kind === 'queue')
      return to
        ? t('tickets.events.queue', { to: `\u2068${nameOf(to)}\u2069` })
        : t('tickets.events.noQueue');
    return t('tickets.events.created');
  };
  const text = event.by
    ? t('tickets.events.by', { event: what(), name: `\u2068${event.by.full_name}\u2069` })
    : what();
  return (
    <li className="at-ticket-event">
      {text} · <DateTimeText value={event.happened_at} />
    </li>
  );
}

/** What was written and what happened, the oldest first. */
export function Conversation({ ticket }: { ticket: TicketRecord }) {
  const { t } = useTranslation();
  const people = usePeople(ticket.events.some(({ kind }) => kind === 'assignee'));
  const queues = useQueues();
  const nameOf = (id: string) =>
    [...people, ...queues].find(({ value }) => value === id)?.label ?? t('tickets.conversation.somebody');
  const entries = entriesOf(ticket);
  if (entries.length === 0) return <p className="at-none">{t('tickets.conversation.empty')}</p>;
  return (
    <ol className="at-conversation">
      {entries.map((entry) =>
        entry.message ? (
          <MessageItem key={entry.key} message={entry.message} customer={ticket.customer?.name} />
        ) : (
          <EventItem key={entry.key} event={entry.event} nameOf={nameOf} />
        ),
      )}
    </ol>
  );
}
