import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen } from './options';
import { type StatusChange, useTaskStatus } from './useTaskStatus';
import './tasks.css';

/** A task's tick: done by one click, open again by another. Stands still where its reader may not change the task. */
export function DoneButton({
  task,
  mayChange,
  onChange,
}: {
  task: StatusChange;
  mayChange: boolean;
  /** Changes it in another way than by itself. */
  onChange?: (status: 'done' | 'todo') => void;
}) {
  const { t } = useTranslation();
  const setStatus = useTaskStatus();
  const [busy, setBusy] = useState(false);
  const open = isOpen(task.status);
  const name = t(open ? 'tasks.actions.doneOf' : 'tasks.actions.reopenOf', { name: task.title });
  const change = async () => {
    const next = open ? 'done' : 'todo';
    if (onChange) return onChange(next);
    setBusy(true);
    await setStatus(task, next);
    setBusy(false);
  };
  return (
    <button
      type="button"
      className={open ? 'at-task-tick' : 'at-task-tick at-task-ticked'}
      disabled={!mayChange}
      aria-disabled={busy}
      aria-label={name}
      title={name}
      onClick={() => busy || void change()}
    >
      <span aria-hidden>{task.status === 'cancelled' ? <MinusOutlined /> : <CheckOutlined />}</span>
    </button>
  );
}
