import { useWarnAboutChange } from '@refinedev/core';
import { App } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { drafts } from '../lib/drafts';
import { formDrafts } from './form/useFormDraft';

/**
 * Asks before unsaved changes are lost, by any way off the page. Stands once in the shell and follows Refine's forms;
 * a form that is not Refine's says so with `useUnsaved(dirty)`.
 */
export function ConfirmLeave() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { warnWhen, setWarnWhen } = useWarnAboutChange();
  const dirty = Boolean(warnWhen);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const question = modal.confirm({
      title: t('leave.title'),
      content: t('leave.text'),
      okText: t('leave.discard'),
      okButtonProps: { danger: true },
      cancelText: t('leave.stay'),
      onOk: () => {
        drafts.drop(formDrafts);
        setWarnWhen?.(false);
        blocker.proceed();
      },
      onCancel: () => blocker.reset(),
    });
    return () => question.destroy();
  }, [blocker, modal, setWarnWhen, t]);

  return null;
}

/** Tells the shell that the page holds changes that are not saved yet. */
export function useUnsaved(dirty: boolean): void {
  const { setWarnWhen } = useWarnAboutChange();
  useEffect(() => {
    setWarnWhen?.(dirty);
    return () => setWarnWhen?.(false);
  }, [dirty, setWarnWhen]);
}
