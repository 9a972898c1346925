import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../providers/me';
import { PageHeader, PageSkeleton } from '../../ui';
import type { FilterOption } from '../../ui/list';
import { CreateForm } from '../../ui/record/CreateForm';
import { nameSubject } from '../../ui/tasks/subjects';
import { useNewTask } from '../../ui/tasks/useNewTask';
import { useSayKind } from '../../ui/tasks/useTaskFields';
import type { SubjectKind } from '../../ui/tasks/values';

const parameters: readonly [name: string, kind: SubjectKind][] = [
  ['deal', 'deals'],
  ['ticket', 'tickets'],
  ['customer', 'customers'],
];

/** What the address says that the task is about: null for nothing (or what may not be seen), undefined until it is known. */
function useSubjectOfAddress(): FilterOption | null | undefined {
  const { client } = useMe();
  const say = useSayKind();
  const [params] = useSearchParams();
  const [name, kind] = parameters.find(([one]) => params.has(one)) ?? [];
  const id = name ? params.get(name) : null;
  const { data, isError } = useQuery({
    queryKey: ['data', 'default', 'tasks', 'subject', kind, id],
    queryFn: async () => (kind && id ? nameSubject(client, say, kind, id) : null),
    enabled: id !== null,
  });
  return id === null || isError ? null : data;
}

function TaskForm({ about }: { about: FilterOption | null }) {
  const { sections, initial, write } = useNewTask({ label: about?.label });
  return (
    <CreateForm
      resource="tasks"
      sections={sections}
      initial={{ ...initial, about: about?.value ?? null }}
      write={write}
    />
  );
}

/** A new task. `?customer=`, `?deal=` or `?ticket=` says on what. */
export default function TaskCreate() {
  const { t } = useTranslation();
  const about = useSubjectOfAddress();
  return (
    <>
      <PageHeader title={t('tasks.create')} crumbs={[{ title: t('tasks.title'), to: '/tasks' }]} />
      {about === undefined ? <PageSkeleton /> : <TaskForm about={about} />}
    </>
  );
}
