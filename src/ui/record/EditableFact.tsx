import { EditOutlined, LockOutlined } from '@ant-design/icons';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDef } from '../form/types';
import { FactValue } from './FactValue';

const FactEditor = lazy(() => import('./FactEditor'));

/** Saves one field's new value. Rejects when it could not be saved. */
export type SaveFact = (field: FieldDef, value: unknown) => Promise<void>;

/** A fact with its name; where it may be changed, a pencil (or a click beside its links) opens it in its place. */
export function EditableFact({
  field,
  value,
  country,
  onSave,
  locked,
  children,
}: {
  field: FieldDef;
  value: unknown;
  country?: string | null;
  /** Left out where the fact may not be changed. */
  onSave?: SaveFact;
  /** Why it cannot be changed now, for who could otherwise. */
  locked?: string | null;
  /** Shown in place of the plain value. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);

  const close = () => {
    setEditing(false);
    // The focus goes back to where it came from, once the pencil is there again.
    requestAnimationFrame(() => pencil.current?.focus());
  };

  const shown = children ?? <FactValue field={field} value={value} country={country} />;
  return (
    <div className="at-fact">
      <dt>{field.label}</dt>
      <dd>
        {editing && onSave ? (
          <Suspense fallback={shown}>
            <FactEditor field={field} value={value} country={country} onSave={onSave} onClose={close} />
          </Suspense>
        ) : (
          <>
            <span className="at-fact-value">{shown}</span>
            {onSave && locked ? (
              <span className="at-fact-lock" title={locked}>
                <LockOutlined aria-hidden />
                <span className="at-hidden">{locked}</span>
              </span>
            ) : onSave ? (
              <button
                ref={pencil}
                type="button"
                className="at-fact-pencil"
                onClick={() => setEditing(true)}
                aria-label={t('form.editField', { field: field.label })}
              >
                <EditOutlined aria-hidden />
              </button>
            ) : null}
          </>
        )}
      </dd>
    </div>
  );
}
