import {
  DisconnectOutlined,
  InboxOutlined,
  LockOutlined,
  StopOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toAtriumError } from '../lib/errors';
import { StatePanel } from './StatePanel';

/** Nothing here yet: say what would be here, and offer the one thing to do. */
export function EmptyState(props: {
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return <StatePanel {...props} icon={props.icon ?? <InboxOutlined />} role="status" />;
}

/** The caller may not see this. */
export function DeniedState({ hint, page }: { hint?: ReactNode; page?: boolean }) {
  const { t } = useTranslation();
  return (
    <StatePanel
      page={page}
      icon={<LockOutlined />}
      title={t('states.denied')}
      hint={hint ?? t('states.deniedHint')}
      role="alert"
    />
  );
}

/** The text of any error in the user's language: of ours by its key, of others the one for the unknown. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    const { key, params } = toAtriumError(error);
    return t(key, { ...params, defaultValue: t('errors.unknown') });
  };
}

/** Something could not be had: why, in the user's language, and a way to try again where that can help. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  const { kind } = toAtriumError(error);
  if (kind === 'denied') return <DeniedState hint={text(error)} />;
  const offline = kind === 'offline' || kind === 'timeout';
  const hopeless = kind === 'gone' || kind === 'invalid' || kind === 'too_large';
  const icon = kind === 'gone' ? <StopOutlined /> : offline ? <DisconnectOutlined /> : <WarningOutlined />;
  return (
    <StatePanel
      icon={icon}
      title={t(kind === 'gone' ? 'states.gone' : 'states.broken')}
      hint={text(error)}
      role="alert"
      action={onRetry && !hopeless ? <Button onClick={onRetry}>{t('actions.retry')}</Button> : null}
    />
  );
}
