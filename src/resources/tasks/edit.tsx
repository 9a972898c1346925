import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageSkeleton, useFormats } from '../../ui';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { type TaskRecord, valuesOf } from './record';
import { useFieldsOf, useSaveTask, useTask, useTaskOverview } from './useTask';

function TaskForm({ task, may }: { task: TaskRecord; may: (action: string) => boolean }) {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(task).current;
  const fields = useFieldsOf(loaded);
  const { save, dialog } = useSaveTask(loaded);
  const { title, due, repeat, reminder, priority, status, assignee, about, description } = fields;
  const sections = [
    {
      key: 'task',
      title: t('tasks.sections.task'),
      fields: [
        title,
        due,
        repeat,
        reminder,
        priority,
        status,
        ...(may('assign') ? [assignee] : []),
        about,
        description,
      ],
    },
  ];
  return (
    <EditForm
      resource="tasks"
      id={loaded.id}
      sections={may('update') ? sections : []}
      initial={valuesOf(loaded, timezone)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
    />
  );
}

/** Changes a task. */
export default function TaskEdit() {
  const { id = '' } = useParams();
  const { query, record: task } = useTask(id);
  const { may, known, error, refetch } = useTaskOverview(id);
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = task && known ? null : (query.error ?? error);
  const retry = () => void Promise.all([query.refetch(), refetch()]);
  if (problem) return <RecordProblem resource="tasks" error={problem} onRetry={retry} />;
  if (!task || !known || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="tasks" id={id} name={task.title}>
      <TaskForm key={id} task={task} may={(action) => may('tasks', action)} />
    </EditPage>
  );
}
