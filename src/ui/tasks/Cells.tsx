import { WarningOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatusTag } from '../StatusTag';
import { useFormats } from '../useFormats';
import { isLate, priorityTone, statusTones } from './options';
import { useTaskWords } from './useWords';
import { dueText } from './values';
import './tasks.css';

/** How far a task is. */
export function TaskStatus({ status }: { status: string }) {
  const { word } = useTaskWords();
  return <StatusTag tone={statusTones[status] ?? 'neutral'}>{word('statuses', status)}</StatusTag>;
}

/** How much a task presses; high and urgent stand out. */
export function TaskPriority({ priority }: { priority: string }) {
  const { word } = useTaskWords();
  const tone = priorityTone(priority);
  if (!tone) return <bdi>{word('priorities', priority)}</bdi>;
  return <StatusTag tone={tone}>{word('priorities', priority)}</StatusTag>;
}

/** When a task is due, by the reader's calendar and clock; one that is late says so. */
export function Due({ task }: { task: { due_at: string | null; status: string } }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { due_at } = task;
  if (!due_at) return <span className="at-none">–</span>;
  const late = isLate(task);
  const timed = dueText(due_at, formats.timezone).includes('T');
  return (
    <span className={late ? 'at-task-late' : 'at-task-due'}>
      {late ? <WarningOutlined aria-hidden /> : null}
      <Tooltip title={formats.exact(due_at)}>
        <time dateTime={due_at} className="at-figure">
          {timed
            ? t('tasks.dueAt', { day: formats.nearDay(due_at), time: formats.time(due_at) })
            : formats.nearDay(due_at)}
        </time>
      </Tooltip>
      {late ? <span className="at-hidden">{t('tasks.late')}</span> : null}
    </span>
  );
}
