import { useWarnAboutChange } from '@refinedev/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { drafts } from '../lib/drafts';
import { formDrafts } from './form/useFormDraft';

/** Closes a drawer or dialog that holds a form, and asks first when changes would be lost. */
export function useConfirmClose(onClose: () => void): () => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { warnWhen } = useWarnAboutChange();
  return () => {
    if (!warnWhen) return onClose();
    modal.confirm({
      title: t('leave.title'),
      content: t('leave.text'),
      okText: t('leave.discard'),
      okButtonProps: { danger: true },
      cancelText: t('leave.stay'),
      onOk: () => {
        drafts.drop(formDrafts);
        onClose();
      },
    });
  };
}
