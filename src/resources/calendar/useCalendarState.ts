import type { DateLocalizer } from 'react-big-calendar';
import { useSearchParams } from 'react-router';
import { dayIn } from '../../lib/days';
import { useFormats } from '../../ui/useFormats';
import { useNarrow } from '../../ui/useNarrow';
import { dateOfDay, dayOfDate } from './clock';
import { type Layer, layers, type View, views } from './types';

/** How many days the list shows. */
export const agendaDays = 30;

/** Where the calendar stands, as the address says it: view, day, whose it is, what else is shown, which event is open. */
export function useCalendarState() {
  const [params, setParams] = useSearchParams();
  const { timezone } = useFormats();
  const narrow = useNarrow();
  const set = (changes: Record<string, string | null>) =>
    setParams(
      (now) => {
        for (const [name, value] of Object.entries(changes))
          if (value === null) now.delete(name);
          else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  const view: View = views.find((known) => known === params.get('view')) ?? (narrow ? 'agenda' : 'week');
  const asked = params.get('date') ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : dayIn(timezone);
  const date = dateOfDay(day);
  const hidden = params.get('without')?.split(' ') ?? [];
  const shownLayers = layers.filter((layer) => !hidden.includes(layer));
  const openId = params.get('event');

  return {
    view,
    date,
    whose: params.get('whose') ?? 'mine',
    layers: shownLayers,
    openId: openId && /^[0-9a-f-]{36}$/.test(openId) ? openId : null,
    setView: (next: View) => set({ view: next }),
    setDate: (next: Date) => set({ date: dayOfDate(next) }),
    setWhose: (next: string) => set({ whose: next === 'mine' ? null : next }),
    setLayers: (next: readonly Layer[]) => {
      const without = layers.filter((layer) => !next.includes(layer));
      set({ without: without.length > 0 ? without.join(' ') : null });
    },
    open: (id: string | null) => set({ event: id }),
    today: () => set({ date: null }),
    /** The first and the last day on the screen, `YYYY-MM-DD`. */
    daysShown(localizer: DateLocalizer, weekStart: number): { first: string; last: string } {
      const span = (first: Date, last: Date) => ({ first: dayOfDate(first), last: dayOfDate(last) });
      switch (view) {
        case 'month':
          return span(localizer.firstVisibleDay(date, localizer), localizer.lastVisibleDay(date, localizer));
        case 'week':
          return span(
            localizer.startOf(date, 'week', weekStart as 0),
            localizer.endOf(date, 'week', weekStart as 0),
          );
        case 'day':
          return span(date, date);
        default:
          return span(date, localizer.add(date, agendaDays, 'day'));
      }
    },
    /** Goes so many screens on, or back. */
    step(localizer: DateLocalizer, by: 1 | -1) {
      const next =
        view === 'month'
          ? localizer.add(localizer.startOf(date, 'month'), by, 'month')
          : localizer.add(date, by * { week: 7, day: 1, agenda: agendaDays }[view], 'day');
      set({ date: dayOfDate(next) });
    },
  };
}

export type CalendarState = ReturnType<typeof useCalendarState>;
