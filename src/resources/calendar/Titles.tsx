import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from './types';
import { useMayChange } from './useMayChange';
import { itemMark, moveHint } from './useMoveKeys';

/** What something is called, in the grid: cut off at its own end, whichever way it is read. Its box says how it is moved. */
export function Title({ event }: { event: Item }) {
  const { may } = useMayChange();
  const text = useRef<HTMLSpanElement>(null);
  const movable = event.event !== undefined && may(event.event);
  useEffect(() => {
    const box = text.current?.closest('.rbc-event');
    box?.setAttribute('tabindex', '0');
    if (movable) box?.setAttribute('aria-describedby', moveHint);
    else box?.removeAttribute('aria-describedby');
  }, [movable]);
  return (
    <span ref={text} className="at-calendar-title" dir="auto" {...{ [itemMark]: event.key }}>
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
