import { CheckOutlined, RedoOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import {
  DateTimeText,
  MomentBy,
  PageSkeleton,
  PersonById,
  RecordHeader,
  type RowAction,
  useFormats,
} from '../../ui';
import { Comments } from '../../ui/comments/Comments';
import { FilesPanel } from '../../ui/files/FilesPanel';
import { EditableFact, HistoryPanel, Panel, type SaveFact } from '../../ui/record';
import { RecordActions } from '../../ui/record/RecordActions';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { TagBar } from '../../ui/tags/TagBar';
import { Due, TaskPriority, TaskStatus } from '../../ui/tasks/Cells';
import { isOpen } from '../../ui/tasks/options';
import { Subject } from '../../ui/tasks/Subject';
import { useTaskStatus } from '../../ui/tasks/useTaskStatus';
import TimePanel from '../../ui/time/TimePanel';
import { Checklist } from './Checklist';
import { PartOf, Parts } from './Parts';
import { type TaskRecord, valuesOf } from './record';
import { useFieldsOf, useSaveTask, useTask, useTaskOverview } from './useTask';

/** Done, or open again, by one click; undone by another. */
function useStatusAction(task: TaskRecord): RowAction {
  const { t } = useTranslation();
  const setStatus = useTaskStatus();
  const [busy, setBusy] = useState(false);
  const open = isOpen(task.status);
  const change = async () => {
    setBusy(true);
    await setStatus(task, open ? 'done' : 'todo');
    setBusy(false);
  };
  return {
    key: 'status',
    label: t(open ? 'tasks.actions.done' : 'tasks.actions.reopen'),
    icon: open ? <CheckOutlined aria-hidden /> : <RedoOutlined aria-hidden />,
    primary: open,
    disabled: busy,
    onClick: () => void change(),
  };
}

function Header({ task, may }: { task: TaskRecord; may: (resource: string, action: string) => boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const status = useStatusAction(task);
  const label = (field: string) => t(`tasks.fields.${field}`);
  const facts = [
    { label: label('due_at'), value: <Due task={task} /> },
    {
      label: label('assignee_id'),
      value: <PersonById id={task.assignee_id} name={task.assignee?.full_name} size={20} />,
    },
    {
      label: label('number'),
      value: <span className="at-figure">{formats.number(task.number, { useGrouping: false })}</span>,
    },
    {
      label: label('updated_at'),
      value: <MomentBy value={task.updated_at} name={task.editor?.full_name} />,
    },
  ];
  return (
    <RecordHeader
      title={task.title}
      crumbs={[{ title: t('tasks.title'), to: '/tasks' }]}
      status={
        <>
          <TaskStatus status={task.status} />
          <TaskPriority priority={task.priority} />
        </>
      }
      facts={facts}
      actions={
        <RecordActions
          resource="tasks"
          record={task}
          name={task.title}
          more={may('tasks', 'update') ? [status] : []}
          may={may}
        />
      }
    />
  );
}

function Loaded({ task }: { task: TaskRecord }) {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  const { may } = useTaskOverview(task.id);
  const fields = useFieldsOf(task);
  const { save, dialog } = useSaveTask(task);
  const values = valuesOf(task, timezone);
  const saveFact: SaveFact = (field, value) => save(task, { ...values, [field.name]: value });
  const onSave = may('tasks', 'update') ? saveFact : undefined;

  return (
    <div className="at-record">
      <Header task={task} may={may} />
      <TagBar resource="tasks" id={task.id} mayEdit={may('tasks', 'update')} />
      <div className="at-record-columns">
        <Panel title={t('tasks.sections.facts')}>
          <dl className="at-facts">
            <EditableFact field={fields.due} value={values.due_at} onSave={onSave}>
              <Due task={task} />
            </EditableFact>
            {task.due_at ? (
              <>
                <EditableFact field={fields.repeat} value={task.repeat_rule} onSave={onSave} />
                <EditableFact field={fields.reminder} value={values.remind_minutes} onSave={onSave} />
              </>
            ) : null}
            <EditableFact field={fields.priority} value={task.priority} onSave={onSave}>
              <TaskPriority priority={task.priority} />
            </EditableFact>
            <EditableFact field={fields.status} value={task.status} onSave={onSave}>
              <TaskStatus status={task.status} />
            </EditableFact>
            <EditableFact field={fields.about} value={values.about} onSave={onSave}>
              <Subject of={task} />
            </EditableFact>
            {task.parent_id ? (
              <div className="at-fact">
                <dt>{t('tasks.fields.parent_id')}</dt>
                <dd>
                  <span className="at-fact-value">
                    <PartOf id={task.parent_id} />
                  </span>
                </dd>
              </div>
            ) : null}
            {task.customer && (task.deal || task.ticket) ? (
              <div className="at-fact">
                <dt>{t('tasks.fields.customer_id')}</dt>
                <dd>
                  <span className="at-fact-value">
                    <Link to={`/customers/${task.customer.id}`}>
                      <bdi>{task.customer.name}</bdi>
                    </Link>
                  </span>
                </dd>
              </div>
            ) : null}
            <div className="at-fact">
              <dt>{t('tasks.fields.created_at')}</dt>
              <dd>
                <span className="at-fact-value">
                  <MomentBy value={task.created_at} name={task.maker?.full_name} />
                </span>
              </dd>
            </div>
            {task.completed_at ? (
              <div className="at-fact">
                <dt>{t('tasks.fields.completed_at')}</dt>
                <dd>
                  <span className="at-fact-value">
                    <DateTimeText value={task.completed_at} />
                  </span>
                </dd>
              </div>
            ) : null}
          </dl>
        </Panel>
        <div className="at-record-side">
          <Panel title={t('tasks.sections.description')}>
            {task.description ? (
              <p className="at-prose" dir="auto">
                {task.description}
              </p>
            ) : (
              <p className="at-none">{t('tasks.noDescription')}</p>
            )}
          </Panel>
          <Checklist taskId={task.id} mayChange={may('tasks', 'update')} />
          {task.parent_id ? null : <Parts task={task} />}
        </div>
      </div>
      <Comments about={{ resource: 'tasks', id: task.id }} />
      <TimePanel of={{ resource: 'tasks', id: task.id }} />
      <FilesPanel of={{ resource: 'tasks', id: task.id }} />
      <HistoryPanel resource="tasks" id={task.id} />
      {dialog}
    </div>
  );
}

/** One task: what is to be done, until when, on what, and by whom. */
export default function TaskShow() {
  const { id = '' } = useParams();
  const { query, record: task } = useTask(id);
  const problem = problemOfPage(query.error, Boolean(task));
  if (problem) return <RecordProblem resource="tasks" error={problem} onRetry={() => void query.refetch()} />;
  if (!task) return <PageSkeleton />;
  return <Loaded key={id} task={task} />;
}
