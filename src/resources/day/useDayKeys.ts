import { type RefObject, useEffect, useRef } from 'react';
import { useMayTouch } from '../../ui';
import { useTaskStatus } from '../../ui/tasks/useTaskStatus';
import { type Day, type DayTask, parts } from './types';
import { usePostpone } from './usePostpone';

/**
 * The keys of a task that has the focus: `d` done, `t` tomorrow, `w` in a week, `p` another day. The focus goes on to the
 * next one, as the task leaves its place.
 */
export function useDayKeys(
  list: RefObject<HTMLElement | null>,
  day: Day | undefined,
  onPostpone: (task: DayTask) => void,
): void {
  const may = useMayTouch();
  const setStatus = useTaskStatus();
  const postpone = usePostpone();
  const wanted = useRef<string[]>([]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = event.target instanceof Element ? event.target.closest('[data-task]') : null;
      if (!row || !list.current?.contains(row) || !day) return;
      const tasks = parts.flatMap((part) => day[part].rows);
      const at = tasks.findIndex(({ id }) => id === row.getAttribute('data-task'));
      const task = tasks[at];
      if (!task || !may('tasks', 'update', task)) return;
      if (event.key === 'p') onPostpone(task);
      else {
        const act = {
          d: () => setStatus(task, 'done'),
          t: () => postpone.by(task, 1),
          w: () => postpone.by(task, 7),
        }[event.key];
        if (!act) return;
        wanted.current = [...tasks.slice(at + 1), ...tasks.slice(0, at).toReversed()].map(({ id }) => id);
        void act();
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });

  useEffect(() => {
    if (!day || wanted.current.length === 0 || document.activeElement !== document.body) return;
    for (const id of wanted.current) {
      const link = list.current?.querySelector<HTMLElement>(`[data-task="${id}"] [data-row-link]`);
      if (!link) continue;
      link.focus();
      wanted.current = [];
      return;
    }
  }, [day, list]);
}
