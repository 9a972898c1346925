import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, sameValue, tidy } from '../../lib/checks';
import { useUnsaved } from '../ConfirmLeave';
import { FieldControl } from '../form/FieldControl';
import { NotDecided } from '../form/NotDecided';
import type { FieldDef } from '../form/types';
import type { Move } from '../list/cells';
import { useHold } from '../live/useHold';
import { useErrorText } from '../states';
import type { SaveFact } from './EditableFact';
import './record.css';

/** A field that loses the focus may change its size, and the button would slip away from under the click. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** One field in its place on a record's page: Enter saves, Escape leaves it as it was. `inCell`: in a list, Tab saves too. */
export default function FactEditor({
  field,
  value,
  country,
  onSave,
  onClose,
  inCell = false,
}: {
  field: FieldDef;
  value: unknown;
  country?: string | null;
  onSave: SaveFact;
  /** Gets where to go from here, of a cell that is left by Enter or Tab. */
  onClose: (move?: Move) => void;
  inCell?: boolean;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const id = useId();
  // What stood there when one began: what others save meanwhile is met when this is saved.
  const [start] = useState({ value, onSave });
  const [draft, setDraft] = useState(value);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);
  const refused = useRef(false);
  const same = sameValue(field.type, start.value, draft);
  useUnsaved(!same);
  useHold();
  useEffect(() => {
    // A control that cannot be used while it is saved loses the focus.
    if (!busy && refused.current) box.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
    refused.current = false;
  }, [busy]);

  const save = async (move?: Move) => {
    const ready = tidy(field.type, draft);
    const wrong = problemOf(field, ready);
    if (wrong) return setProblem(t(wrong.key, wrong.params));
    if (same) return onClose(move);
    setBusy(true);
    try {
      await start.onSave(field, ready);
      onClose(move);
    } catch (error) {
      if (!(error instanceof NotDecided)) setProblem(errorText(error));
      setBusy(false);
      refused.current = true;
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    // An open list of choices takes Enter and Escape for itself.
    if (event.nativeEvent.isComposing || target?.getAttribute('aria-expanded') === 'true') return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (field.type !== 'multiline' || event.ctrlKey || event.metaKey))
      void save(inCell ? 'down' : undefined);
    else if (event.key === 'Tab' && inCell) void save(event.shiftKey ? 'back' : 'next');
    else return;
    event.preventDefault();
  };

  return (
    <fieldset ref={box} className="at-fact-editor" aria-label={field.label} onKeyDown={onKeyDown}>
      <FieldControl
        field={field}
        id={id}
        value={draft}
        onChange={setDraft}
        country={country}
        autoFocus
        disabled={busy}
        aria-label={field.label}
        aria-invalid={problem !== ''}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      <Button
        type="primary"
        size="small"
        icon={<CheckOutlined />}
        loading={busy}
        onMouseDown={keepFocus}
        onClick={() => void save()}
        aria-label={t('actions.save')}
      />
      <Button
        size="small"
        icon={<CloseOutlined />}
        onMouseDown={keepFocus}
        onClick={() => onClose()}
        aria-label={t('actions.cancel')}
      />
      {problem ? (
        <p id={`${id}-problem`} className="at-fact-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
