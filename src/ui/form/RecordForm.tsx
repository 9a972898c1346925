import { useWarnAboutChange } from '@refinedev/core';
import { Alert, Button, Form } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tidy } from '../../lib/checks';
import { toAtriumError } from '../../lib/errors';
import { changedFields, type Values } from '../../lib/merge-changes';
import { useUnsaved } from '../ConfirmLeave';
import { LockNote } from '../LockNote';
import { useHold } from '../live/useHold';
import { useErrorText } from '../states';
import { BroughtBack } from './BroughtBack';
import { FormField } from './FormField';
import { NotDecided } from './NotDecided';
import type { FieldDef, FormSection } from './types';
import { useDraftKey, useFormDraft } from './useFormDraft';
import './form.css';

/**
 * What a form is saved by: rejects when it could not be. `values` are tidied, `changed` names those that changed,
 * `alternative` says that the other button was pressed.
 */
export type SaveForm = (values: Values, changed: string[], alternative: boolean) => Promise<void>;

/** Goes on after saving, once nothing holds the page back any more. */
function useAfterSave(saved: boolean, goOn: () => void) {
  const { warnWhen } = useWarnAboutChange();
  const latest = useRef(goOn);
  latest.current = goOn;
  const free = saved && !warnWhen;
  useEffect(() => {
    if (!free) return;
    // The guard of the page learns in this same round that it may let go.
    const timer = setTimeout(() => latest.current());
    return () => clearTimeout(timer);
  }, [free]);
}

export interface RecordFormProps {
  sections: readonly FormSection[];
  /** Tells it from other forms of its page, for what is typed and not saved; its first section's key unless given. */
  name?: string;
  initial: Values;
  onSave: SaveForm;
  /** Where to go when it is saved. */
  onSaved: () => void;
  onCancel: () => void;
  submit: string;
  /** Another button that saves, in another way, while `when` is true of the form's values. */
  alternative?: { label: string; when: (values: Values) => boolean };
  /** Whose phone numbers are meant, by the form's values. */
  countryOf?: (values: Values) => string | null | undefined;
  /** Stands above the sections: a hint, a switch. */
  before?: (values: Values) => ReactNode;
}

const typesOf = (fields: readonly FieldDef[]) =>
  Object.fromEntries(fields.map(({ name, type }) => [name, type]));

const tidied = (fields: readonly FieldDef[], values: Values): Values =>
  Object.fromEntries(fields.map(({ name, type }) => [name, tidy(type, values[name])]));

/** The reasons, each once, why fields of a section cannot be changed as the form stands. */
const locksOf = (fields: readonly FieldDef[], values: Values): string[] => [
  ...new Set(fields.flatMap((field) => field.lock?.(values) ?? [])),
];

/** Saves by Ctrl or ⌘ and S, as everywhere. */
function useSaveKey(save: () => void) {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/**
 * A record's form: sections of fields, checked where they stand, never lost by a failure. What goes wrong is said at the
 * field when it is about one, else above; leaving with changes asks first.
 */
export function RecordForm(props: RecordFormProps) {
  const { sections, name, initial, onSave, onSaved, onCancel, submit, alternative, countryOf, before } =
    props;
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [form] = Form.useForm<Values>();
  const fields = useMemo(() => sections.flatMap((section) => section.fields), [sections]);
  const [start] = useState(initial);
  const draft = useFormDraft(useDraftKey(name ?? sections[0]?.key ?? ''), typesOf(fields), start);
  const [values, setValues] = useState<Values>(draft.opening);
  const [broughtBack, setBroughtBack] = useState(draft.from !== null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const other = useRef(false);

  const changed = changedFields(typesOf(fields), start, values);
  useUnsaved(changed.length > 0 && !saved);
  const keepDraft = useRef(draft.keep);
  keepDraft.current = draft.keep;
  const unsaved = saved ? '' : changed.join(',');
  useEffect(() => keepDraft.current(values, unsaved ? unsaved.split(',') : []), [values, unsaved]);
  useHold();
  const submitAs = (alternatively: boolean) => {
    other.current = alternatively;
    form.submit();
  };
  useSaveKey(() => !busy && submitAs(false));
  useAfterSave(saved, onSaved);

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const ready = tidied(fields, values);
      await onSave(ready, changedFields(typesOf(fields), start, ready), other.current);
      setSaved(true);
    } catch (error) {
      if (error instanceof NotDecided) return;
      const { errors = {} } = toAtriumError(error);
      const known = Object.keys(errors).filter((name) => fields.some((field) => field.name === name));
      form.setFields(known.map((name) => ({ name, errors: [errorText(error)] })));
      const first = known[0];
      if (first !== undefined) form.scrollToField(first, { focus: true, block: 'center' });
      else {
        setProblem(error);
        top.current?.scrollIntoView({ block: 'center' });
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      className="at-record-form"
      layout="vertical"
      initialValues={draft.opening}
      requiredMark={false}
      validateTrigger="onBlur"
      scrollToFirstError={{ focus: true, block: 'center' }}
      onValuesChange={(_, now) => setValues({ ...start, ...values, ...now })}
      onFinish={() => void save()}
    >
      <div ref={top}>
        {problem ? (
          <Alert
            type="error"
            showIcon
            title={t('form.notSaved')}
            description={errorText(problem)}
            className="at-form-alert"
          />
        ) : null}
        {broughtBack && draft.from ? (
          <BroughtBack
            from={draft.from}
            clashes={fields.filter(({ name }) => draft.clashes.includes(name)).map(({ label }) => label)}
            onDiscard={() => {
              form.setFieldsValue(start);
              setValues(start);
              setBroughtBack(false);
            }}
          />
        ) : null}
      </div>
      {before?.(values)}
      {sections
        .filter(({ when }) => when?.(values) ?? true)
        .map((section) => (
          <section
            key={section.key}
            id={section.key}
            className="at-form-section"
            aria-labelledby={`${section.key}-title`}
          >
            <h2 id={`${section.key}-title`}>{section.title}</h2>
            {locksOf(section.fields, values).map((reason) => (
              <LockNote key={reason}>{reason}</LockNote>
            ))}
            <div className="at-form-grid">
              {section.fields
                .filter(({ when }) => when?.(values) ?? true)
                .map((field) => (
                  <FormField
                    key={field.name}
                    field={field}
                    country={countryOf?.(values)}
                    locked={Boolean(field.lock?.(values))}
                  />
                ))}
            </div>
          </section>
        ))}
      <footer className="at-form-foot">
        <span className="at-form-state" role="status">
          {changed.length > 0 && !saved ? t('form.unsaved') : null}
        </span>
        <Button onClick={onCancel}>{t('actions.cancel')}</Button>
        {alternative?.when(values) ? (
          <Button disabled={busy} onClick={() => submitAs(true)}>
            {alternative.label}
          </Button>
        ) : null}
        <Button type="primary" htmlType="submit" loading={busy} onClick={() => (other.current = false)}>
          {submit}
        </Button>
      </footer>
    </Form>
  );
}
