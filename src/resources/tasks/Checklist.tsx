import { DeleteOutlined } from '@ant-design/icons';
import { useDataProvider } from '@refinedev/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, TableSkeleton, useErrorText, useFormats } from '../../ui';
import { Panel } from '../../ui/record';
import '../../ui/tasks/texts';
import './parts.css';

interface Step {
  id: string;
  title: string;
  done: boolean;
}

const resource = 'task_checklist_items';

/** A task's steps, asked anew when the task's page is told that what hangs on it changed. */
function useSteps(taskId: string) {
  const provider = useDataProvider()();
  const { notification } = App.useApp();
  const { t } = useTranslation();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const queryKey = ['data', 'default', resource, 'of', taskId];
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const { data } = await provider.getList<Step>({
        resource,
        filters: [{ field: 'task_id', operator: 'eq', value: taskId }],
        sorters: [{ field: 'position', order: 'asc' }],
        pagination: { mode: 'off' },
        meta: { select: 'id, title, done' },
      });
      return data;
    },
  });
  /** Writes something and shows what is there then; says what went wrong. Gives whether it was written. */
  const write = async (change: () => Promise<unknown>): Promise<boolean> => {
    let written = true;
    try {
      await change();
    } catch (error) {
      written = false;
      notification.error({ title: t('tasks.checklist.failed'), description: errorText(error) });
    }
    await queries.invalidateQueries({ queryKey });
    return written;
  };
  return {
    query,
    add: (title: string) => write(() => provider.create({ resource, variables: { task_id: taskId, title } })),
    change: (id: string, variables: Partial<Step>) =>
      write(() => provider.update({ resource, id, variables })),
    remove: (id: string) => write(() => provider.deleteOne({ resource, id, meta: { trash: false } })),
  };
}

function StepLine({
  step,
  mayChange,
  onChange,
  onRemove,
}: {
  step: Step;
  mayChange: boolean;
  onChange: (changes: Partial<Step>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(step.title);
  const rename = () => {
    const next = title.trim();
    if (next && next !== step.title) onChange({ title: next });
    else setTitle(step.title);
  };
  return (
    <li className={step.done ? 'at-step at-step-done' : 'at-step'}>
      <Checkbox
        checked={step.done}
        disabled={!mayChange}
        aria-label={t('tasks.checklist.tick', { name: step.title })}
        onChange={({ target }) => onChange({ done: target.checked })}
      />
      {mayChange ? (
        <>
          <Input
            variant="borderless"
            dir="auto"
            maxLength={300}
            aria-label={t('tasks.checklist.step')}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            onBlur={rename}
            onPressEnter={rename}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('tasks.checklist.remove', { name: step.title })}
            onClick={onRemove}
          />
        </>
      ) : (
        <bdi>{step.title}</bdi>
      )}
    </li>
  );
}

/** The steps of a task: ticked, added, renamed and removed in their place. */
export function Checklist({ taskId, mayChange }: { taskId: string; mayChange: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { query, add, change, remove } = useSteps(taskId);
  const [title, setTitle] = useState('');
  const steps = query.data ?? [];
  const submit = async () => {
    const next = title.trim();
    if (next && (await add(next))) setTitle('');
  };
  return (
    <Panel
      title={t('tasks.checklist.title')}
      extra={
        steps.length > 0 ? (
          <span className="at-figure">
            {t('tasks.checklist.progress', {
              done: formats.number(steps.filter(({ done }) => done).length),
              total: formats.number(steps.length),
            })}
          </span>
        ) : null
      }
    >
      {query.isPending ? (
        <TableSkeleton />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : steps.length === 0 && !mayChange ? (
        <p className="at-none">{t('tasks.checklist.none')}</p>
      ) : (
        <ul className="at-steps">
          {steps.map((step) => (
            <StepLine
              key={`${step.id} ${step.title}`}
              step={step}
              mayChange={mayChange}
              onChange={(changes) => void change(step.id, changes)}
              onRemove={() => void remove(step.id)}
            />
          ))}
        </ul>
      )}
      {mayChange ? (
        <Input
          dir="auto"
          maxLength={300}
          placeholder={t('tasks.checklist.add')}
          aria-label={t('tasks.checklist.add')}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onPressEnter={() => void submit()}
        />
      ) : null}
    </Panel>
  );
}
