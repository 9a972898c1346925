import { useQueryClient } from '@tanstack/react-query';
import { App, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../states';
import './texts';

const answers = ['accepted', 'tentative', 'declined'] as const;

/** Whether the reader comes to a meeting that they are asked to; each choice is written at once. */
export function AnswerControl({ event, answer, label }: { event: string; answer: string; label: string }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const rpc = useRpc();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const give = async (next: string) => {
    try {
      await rpc('answer_event', { event, answer: next });
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
    await Promise.all(
      [['events'], ['tasks', 'day']].map((key) =>
        queries.invalidateQueries({ queryKey: ['data', 'default', ...key] }),
      ),
    );
  };
  return (
    <Segmented
      aria-label={label}
      value={answer}
      options={answers.map((value) => ({ value, label: t(`calendar.answers.${value}`) }))}
      onChange={(next) => void give(next)}
    />
  );
}
