import { type ComponentType, useEffect, useMemo, useRef } from 'react';
import { Calendar, type CalendarProps, type DateLocalizer } from 'react-big-calendar';
import addOn from 'react-big-calendar/lib/addons/dragAndDrop';
import { useTranslation } from 'react-i18next';
import { directionOf, isLanguage } from '../../app/languages';
import { useFormats, useNarrow } from '../../ui';
import { dayOfDate } from './clock';
import { AgendaTitle, Title } from './Titles';
import type { CalendarEvent, Item } from './types';
import { agendaDays, type CalendarState } from './useCalendarState';
import { useMayChange } from './useMayChange';
import { moveHint, useMoveKeys } from './useMoveKeys';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import 'react-big-calendar/lib/addons/dragAndDrop/styles.css';

/** The add-on is CommonJS: a bundler gives its default export, or all that it exports. */
const withDragAndDrop =
  typeof addOn === 'function' ? addOn : (addOn as unknown as { default: typeof addOn }).default;
const DragCalendar = withDragAndDrop<Item>(Calendar as ComponentType<CalendarProps<Item>>);

const components = { event: Title, agenda: { event: AgendaTitle } };

const tableParts = ['table', 'rowgroup', 'row', 'columnheader', 'cell', 'gridcell']
  .map((role) => `div[role=${role}], span[role=${role}]`)
  .join(', ');

/** The grid of days and hours. Events are moved and made longer by mouse and by keys, and open by Enter. */
export function Grid({
  state,
  localizer,
  items,
  now,
  shown,
  onOpen,
  onMove,
  onMake,
}: {
  state: CalendarState;
  localizer: DateLocalizer;
  items: Item[];
  now: Date;
  /** The first and the last day in sight, `YYYY-MM-DD`. */
  shown: { first: string; last: string };
  onOpen: (item: Item) => void;
  onMove: (event: CalendarEvent, start: Date, end: Date, allDay: boolean) => Promise<void>;
  /** Left out where the reader may make none. */
  onMake?: (start: Date, end: Date, allDay: boolean) => void;
}) {
  const { t, i18n } = useTranslation();
  const { may } = useMayChange();
  const narrow = useNarrow();
  const { number } = useFormats();
  const messages = useMemo(
    () => ({
      date: t('calendar.date'),
      time: t('calendar.time'),
      event: t('calendar.one'),
      allDay: t('calendar.allDay'),
      noEventsInRange: t('calendar.nothing'),
      showMore: (count: number) => (narrow ? `+${number(count)}` : t('calendar.more', { count })),
    }),
    [t, narrow, number],
  );
  const mayMove = ({ event }: Item) => event !== undefined && may(event);
  const rtl = isLanguage(i18n.language) && directionOf(i18n.language) === 'rtl';
  const box = useRef<HTMLDivElement>(null);
  const keys = useMoveKeys({
    box,
    items,
    view: state.view,
    rtl,
    mayMove,
    onMove,
    onSee: (day) => {
      const date = dayOfDate(day);
      if (date < shown.first || date > shown.last) state.setDate(day);
    },
  });
  const moved = ({
    event: item,
    start,
    end,
    isAllDay,
  }: {
    event: Item;
    start: Date | string;
    end: Date | string;
    isAllDay?: boolean;
  }) => {
    if (item.event)
      void onMove(
        item.event,
        new Date(start),
        new Date(end),
        isAllDay ?? (state.view === 'month' && item.allDay),
      );
  };
  useEffect(() => {
    // What scrolls is scrolled by keys as well, what opens is opened by them,
    for (const part of box.current?.querySelectorAll('.rbc-time-content, .rbc-agenda-view, .rbc-event') ?? [])
      part.setAttribute('tabindex', '0');
    // and what is drawn as days and hours is no table: its rows lack what a reader of tables is promised.
    for (const part of box.current?.querySelectorAll(tableParts) ?? []) {
      part.removeAttribute('role');
      part.removeAttribute('aria-label');
      part.removeAttribute('aria-sort');
    }
    keys.keepFocus();
    // a month measures itself before it draws what stands in it
    const frame = requestAnimationFrame(keys.keepFocus);
    return () => cancelAnimationFrame(frame);
  });
  const hintText = t(state.view === 'month' ? 'calendar.keys.hintMonth' : 'calendar.keys.hint');
  return (
    <div
      ref={box}
      className={`at-calendar at-calendar-${state.view}`}
      onKeyDownCapture={keys.onKeyDown}
      onPointerDownCapture={keys.release}
    >
      <span id={moveHint} hidden>
        {hintText}
      </span>
      <p className={keys.moving ? 'at-calendar-said' : 'at-hidden'} role="status">
        {keys.said}
      </p>
      <DragCalendar
        localizer={localizer}
        culture={i18n.language}
        rtl={rtl}
        messages={messages}
        toolbar={false}
        components={components}
        dayLayoutAlgorithm="no-overlap"
        events={keys.items}
        titleAccessor="title"
        startAccessor="start"
        endAccessor="end"
        allDayAccessor="allDay"
        tooltipAccessor={(item) => (mayMove(item) ? `${item.title}\n${hintText}` : item.title)}
        view={state.view}
        views={['month', 'week', 'day', 'agenda']}
        onView={() => undefined}
        date={state.date}
        onNavigate={state.setDate}
        getNow={() => now}
        length={agendaDays}
        popup
        scrollToTime={new Date(2000, 0, 1, 7)}
        selectable={onMake !== undefined}
        onSelectSlot={({ start, end, slots, action }) => {
          // A click takes a whole hour, or the day; a stretch what was drawn.
          const whole = state.view === 'month' || (start.getHours() === 0 && end.getHours() === 0);
          const hour = new Date(start.getTime() + 3_600_000);
          onMake?.(start, !whole && action === 'click' && slots.length <= 2 ? hour : end, whole);
        }}
        onSelectEvent={onOpen}
        onKeyPressEvent={(item, keys) => {
          if ('key' in keys && keys.key === 'Enter') onOpen(item);
        }}
        onDrillDown={(date) => {
          state.setDate(date);
        }}
        draggableAccessor={mayMove}
        resizableAccessor={mayMove}
        onEventDrop={moved}
        onEventResize={moved}
        eventPropGetter={(item) => ({
          className: `at-calendar-item at-calendar-${item.kind}${item.event?.answer === 'open' ? ' at-calendar-open' : ''}${item.event?.answer === 'declined' ? ' at-calendar-declined' : ''}${item.key === keys.moving ? ' at-calendar-moving' : ''}`,
        })}
      />
    </div>
  );
}
