import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatLocale } from '../../lib/format';
import { hold } from '../../providers/live/live';
import { keyMove } from './moveKeys';
import type { CalendarEvent, Item, View } from './types';

/** How long nothing is pressed before an event stays where it was put. */
const pause = 5000;

/** Marks what draws an item, by its key. */
export const itemMark = 'data-item';

/** The id of what says which keys move an event. */
export const moveHint = 'at-calendar-move-hint';

const drawn = (box: HTMLElement | null, key: string) =>
  [...(box?.querySelectorAll<HTMLElement>('.rbc-event') ?? [])].find(
    (element) => element.querySelector(`[${itemMark}]`)?.getAttribute(itemMark) === key,
  );

const sameTimes = (a: Item, b: Item) =>
  a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();

/**
 * Moves events in the grid by keys: shown and said at once, saved once after a pause, by Enter, or when one goes on to something
 * else; Escape puts it back.
 */
export function useMoveKeys({
  box,
  items,
  view,
  rtl,
  mayMove,
  onMove,
  onSee,
}: {
  /** What the grid is drawn in. */
  box: RefObject<HTMLElement | null>;
  items: Item[];
  view: View;
  rtl: boolean;
  mayMove: (item: Item) => boolean;
  /** Saves it; what goes wrong is said. */
  onMove: (event: CalendarEvent, start: Date, end: Date, allDay: boolean) => Promise<void>;
  /** Brings a day into sight. */
  onSee: (day: Date) => void;
}) {
  const { t, i18n } = useTranslation();
  const [moving, setMoving] = useState<Item | null>(null);
  const [said, setSaid] = useState('');
  /** As it was, and as it is to be. */
  const now = useRef<{ from: Item; to: Item } | null>(null);
  const saving = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What keeps the focus, wherever it is drawn. */
  const held = useRef<string>(null);

  const set = (next: { from: Item; to: Item } | null) => {
    now.current = next;
    setMoving(next?.to ?? null);
  };
  const save = async () => {
    clearTimeout(timer.current);
    if (!now.current || saving.current) return;
    const { from, to } = now.current;
    saving.current = true;
    if (to.event && !sameTimes(from, to)) await onMove(to.event, to.start, to.end, to.allDay);
    saving.current = false;
    set(null);
    setSaid('');
  };
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });
  useEffect(() => () => void latestSave.current(), []);
  const isMoving = moving !== null;
  useEffect(() => (isMoving ? hold() : undefined), [isMoving]);

  const say = ({ title, start, end, allDay }: Item) => {
    const time = allDay ? {} : ({ hour: 'numeric', minute: '2-digit' } as const);
    const format = new Intl.DateTimeFormat(formatLocale(i18n.language), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...time,
    });
    setSaid(t('calendar.keys.at', { name: title, when: format.formatRange(start, end) }));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const element = event.target instanceof Element ? event.target.closest('.rbc-event') : null;
    const key = element?.querySelector(`[${itemMark}]`)?.getAttribute(itemMark);
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Tab') {
      held.current = null;
      void save();
      return;
    }
    const pending = now.current?.from.key === key ? now.current : null;
    const from = pending?.from ?? items.find((item) => item.key === key);
    if (!from) return;
    if (pending && event.key === 'Enter') {
      taken();
      void save();
    } else if (pending && event.key === 'Escape') {
      taken();
      if (saving.current) return;
      clearTimeout(timer.current);
      set(null);
      setSaid(t('calendar.keys.back', { name: from.title }));
      onSee(from.start);
    } else {
      const to = pending?.to ?? from;
      const span = mayMove(from) ? keyMove(event.nativeEvent, to, view, rtl) : null;
      if (!span) return;
      taken();
      // What is being saved stays where it is until that is done.
      if (saving.current || (now.current && !pending)) return void save();
      const next = { ...to, ...span };
      held.current = next.key;
      set({ from, to: next });
      say(next);
      onSee(next.start);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void latestSave.current(), pause);
    }
  };

  const release = () => {
    held.current = null;
    void save();
  };

  return {
    items: moving ? [...items.filter(({ key }) => key !== moving.key), moving] : items,
    /** The key of what is being moved. */
    moving: moving?.key ?? null,
    /** Where it is now, for who cannot see it. */
    said,
    onKeyDown,
    /** Gives up the focus, and saves: one goes on to something else. */
    release,
    /** Puts the focus where what is moved is drawn now. */
    keepFocus: () => {
      const element = held.current === null ? undefined : drawn(box.current, held.current);
      if (element && element !== document.activeElement) element.focus();
    },
  };
}
