import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../dialog';
import { useNewTask } from './useNewTask';
import { useTasksChanged } from './useTaskStatus';

/** A new task on the record whose page one is on. */
export default function TaskDrawer({
  about,
  onClose,
}: {
  /** What it is about, as forms have it. */
  about: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const changed = useTasksChanged();
  const { sections, initial, write } = useNewTask();
  // One id for as long as the form is open: sent twice, because an answer was lost, it is still one task.
  const [id] = useState(() => crypto.randomUUID());

  return (
    <FormDrawer
      title={t('tasks.create')}
      sections={sections}
      initial={initial}
      onSave={async (values) => {
        await write(id, { ...values, about });
        void message.success(t('form.saved'));
        await changed();
      }}
      onClose={onClose}
      submit={t('actions.create')}
    />
  );
}
