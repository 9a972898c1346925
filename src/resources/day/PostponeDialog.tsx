import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { DateField } from '../../ui/DateField';
import { FormDialog } from '../../ui/dialog';
import { useFormats } from '../../ui/useFormats';
import type { DayTask } from './types';
import { usePostpone } from './usePostpone';

/** Puts a task off to a day of one's choice. */
export function PostponeDialog({ task, onClose }: { task: DayTask; onClose: () => void }) {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  const postpone = usePostpone();
  return (
    <FormDialog<{ day: string }>
      title={t('day.postpone.title', { name: task.title })}
      action={t('day.postpone.action')}
      initial={{ day: addDays(dayIn(timezone), 2) }}
      onSave={async ({ day }) => {
        onClose();
        await postpone.to(task, day);
      }}
      onClose={onClose}
    >
      <Form.Item
        name="day"
        label={t('tasks.fields.due_at')}
        rules={[{ required: true, message: t('form.check.required') }]}
      >
        <DateField />
      </Form.Item>
    </FormDialog>
  );
}
