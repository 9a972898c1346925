import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useErrorText, useFormats } from '../../ui';
import type { RunState } from './useRun';

/** How far a long piece of work is, with a way to stop it; and why it did not come to its end. */
export function RunProgress({
  state,
  onStop,
  onRetry,
}: {
  state: RunState;
  onStop: () => void;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  if (state.is === 'idle') return null;
  const what = t(`imports.run.${state.what}`);
  if (state.is === 'running') {
    const { done = 0, total = 0 } = state.progress ?? {};
    return (
      <div className="imports-progress">
        <p>
          {what}{' '}
          <span className="imports-quiet">
            {total > 0
              ? t('imports.run.of', { done: formats.number(done), total: formats.number(total) })
              : null}
          </span>
        </p>
        <div className="at-row">
          <Progress
            className="imports-progress-line"
            percent={total > 0 ? Math.floor((100 * done) / total) : 0}
            aria-label={what}
            format={(percent = 0) => formats.percent(percent / 100)}
          />
          <Button onClick={onStop}>{t('imports.run.stop')}</Button>
        </div>
      </div>
    );
  }
  return (
    <Alert
      type={state.is === 'failed' ? 'error' : 'warning'}
      showIcon
      title={state.is === 'failed' ? t('imports.run.failed') : t('imports.run.stopped')}
      description={
        <>
          {state.is === 'failed' ? errorText(state.error) : null} {t('imports.run.nothingLost')}
        </>
      }
      action={<Button onClick={onRetry}>{t('imports.run.goOn')}</Button>}
    />
  );
}
