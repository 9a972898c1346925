import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText, useFormats } from '../../ui';
import { FieldControl } from '../../ui/form/FieldControl';
import type { CellState } from './sheet';
import { Targets } from './Targets';

const most = 9_999_999_999_999;

/** One cell of the sheet: read, and, by who may, set in its place. */
export function Cell({
  state,
  label,
  usual,
  onSave,
}: {
  state: CellState;
  /** Whose and when, for readers. */
  label: string;
  /** The currency that most of the sheet is in. */
  usual: string | null;
  /** Rejects when the target could not be saved; null takes it away. */
  onSave?: (target: number | null) => Promise<void>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  const stored = state.kind === 'set' ? state.goal.target : null;
  const [draft, setDraft] = useState<number | null>(null);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const back = useRef(false);

  const open = () => {
    setDraft(stored);
    setProblem(null);
    setEditing(true);
  };
  const close = (refocus: boolean) => {
    back.current = refocus;
    setProblem(null);
    setEditing(false);
  };
  const save = async (refocus: boolean) => {
    if (busy || !onSave) return;
    if (draft === stored) return close(refocus);
    if (draft !== null && (draft <= 0 || draft > most)) return setProblem(t('errors.goal_target'));
    setBusy(true);
    try {
      await onSave(draft);
      close(refocus);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  };

  if (state.kind === 'sum')
    return (
      <span title={t('goals.sumHint')}>
        <Targets targets={state.sums} usual={usual} />
        <span className="at-hidden">{t('goals.sumHint')}</span>
      </span>
    );
  if (state.kind === 'within')
    return (
      <span className="at-none" title={t('goals.withinHint')}>
        ·<span className="at-hidden">{t('goals.withinHint')}</span>
      </span>
    );
  const shown =
    state.kind === 'set' ? (
      <Targets targets={[state.goal]} usual={usual} />
    ) : (
      <span className="at-none">–</span>
    );
  if (!onSave) return shown;
  if (!editing)
    return (
      <button
        type="button"
        className="at-goal-cell"
        aria-label={t('goals.set', {
          label,
          target: stored === null ? t('goals.nothing') : formats.number(stored),
        })}
        ref={(element) => {
          if (element && back.current) {
            back.current = false;
            element.focus();
          }
        }}
        onClick={open}
      >
        {shown}
      </button>
    );
  return (
    <form
      className="at-goal-edit"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save(true);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') close(true);
      }}
      onBlur={() => void save(false)}
    >
      <FieldControl
        field={{ name: 'target', part: 'goal', label, type: 'number', least: 0, most }}
        value={draft}
        onChange={(next) => setDraft(typeof next === 'number' ? next : null)}
        disabled={busy}
        autoFocus
        aria-label={label}
        aria-invalid={problem !== null}
      />
      {problem ? (
        <span role="alert" className="at-goal-problem">
          {problem}
        </span>
      ) : null}
    </form>
  );
}
