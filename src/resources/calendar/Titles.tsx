import { useTranslation } from 'react-i18next';
import type { Item } from './types';

/** What something is called, in the grid: cut off at its own end, whichever way it is read. */
export function Title({ event }: { event: Item }) {
  return (
    <span className="at-calendar-title" dir="auto">
      {event.title}
    </span>
  );
}

/** A line of the list: what opens is a button, and what is no event says what it is. The cell around it opens. */
export function AgendaTitle({ event }: { event: Item }) {
  const { t } = useTranslation();
  const { kind, title } = event;
  return (
    <>
      {event.event || event.href ? (
        <button type="button" className="at-calendar-line">
          <bdi>{title}</bdi>
        </button>
      ) : (
        <bdi>{title}</bdi>
      )}
      {kind === 'event' || kind === 'busy' ? null : (
        <span className="at-none"> {t(`calendar.layers.${kind}`)}</span>
      )}
    </>
  );
}
