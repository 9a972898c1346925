import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useErrorText, useFormats } from '..';
import type { RunState } from './useRun';
import './run.css';

/** How far a long piece of work is, with a way to stop it; and why it did not come to its end. */
export function RunProgress({
  words,
  state,
  onStop,
  onRetry,
}: {
  /** Where its texts stand: those of what is done by its name, and `of`, `stop`, `failed`, `stopped`, `nothingLost`, `goOn`. */
  words: string;
  state: RunState;
  onStop: () => void;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  if (state.is === 'idle') return null;
  const what = t(`${words}.${state.what}`);
  if (state.is === 'running') {
    const { done = 0, total = 0 } = state.progress ?? {};
    return (
      <div className="at-run">
        <p>
          {what}{' '}
          <span className="at-hint">
            {total > 0
              ? t(`${words}.of`, { done: formats.number(done), total: formats.number(total) })
              : null}
          </span>
        </p>
        <div className="at-row">
          <Progress
            className="at-run-line"
            percent={total > 0 ? Math.floor((100 * done) / total) : 0}
            aria-label={what}
            format={(percent = 0) => formats.percent(percent / 100)}
          />
          <Button onClick={onStop}>{t(`${words}.stop`)}</Button>
        </div>
      </div>
    );
  }
  return (
    <Alert
      type={state.is === 'failed' ? 'error' : 'warning'}
      showIcon
      title={state.is === 'failed' ? t(`${words}.failed`) : t(`${words}.stopped`)}
      description={
        <>
          {state.is === 'failed' ? errorText(state.error) : null} {t(`${words}.nothingLost`)}
        </>
      }
      action={<Button onClick={onRetry}>{t(`${words}.goOn`)}</Button>}
    />
  );
}
