import { ClockCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../lib/clock';
import { DateTimeText, StatusTag } from '../../ui';
import { ticketTones } from '../../ui/related/statuses';
import { isDone, isPriority, priorityTones } from './options';
import { useWords } from './useWords';
import './tickets.css';

/** How far a ticket is. */
export function TicketStatus({ status }: { status: string }) {
  const { word } = useWords();
  return <StatusTag tone={ticketTones[status] ?? 'neutral'}>{word('statuses', status)}</StatusTag>;
}

/** How much a ticket presses; high and urgent stand out. */
export function PriorityTag({ priority }: { priority: string }) {
  const { word } = useWords();
  if (!isPriority(priority) || priorityTones[priority] === 'neutral')
    return <bdi>{word('priorities', priority)}</bdi>;
  return <StatusTag tone={priorityTones[priority]}>{word('priorities', priority)}</StatusTag>;
}

/** When a ticket is due; one that is not done by then is marked. */
export function Due({ ticket }: { ticket: { due_at: string | null; status: string } }) {
  const { t } = useTranslation();
  const late = ticket.due_at !== null && !isDone(ticket.status) && new Date(ticket.due_at) < currentTime();
  if (!late) return <DateTimeText value={ticket.due_at} />;
  return (
    <span className="at-ticket-late">
      <ClockCircleOutlined aria-hidden />
      <DateTimeText value={ticket.due_at} />
      <span className="at-hidden">{t('tickets.overdue')}</span>
    </span>
  );
}
