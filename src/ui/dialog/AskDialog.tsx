import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from './Problem';
import { useAct } from './useAct';

/** Asks for what an act needs, then does it; stays open and says why when it is refused. */
export function AskDialog({
  title,
  action,
  danger = false,
  ready = true,
  problem,
  width = 440,
  onAct,
  atField,
  onClose,
  children,
}: {
  title: string;
  /** What the button says. */
  action: string;
  /** For what takes something away. */
  danger?: boolean;
  /** Whether all that is needed has been said. */
  ready?: boolean;
  /** What went wrong before anything was asked. */
  problem?: unknown;
  width?: number;
  /** Closes the dialog when it is done. Rejects with an AtriumError. */
  onAct: () => Promise<void>;
  /** Shows an error at its field and gives true; others stand above. */
  atField?: (error: unknown) => boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { busy, problem: refused, act } = useAct(onAct, atField);
  return (
    <Modal
      open
      title={title}
      okText={action}
      cancelText={t('actions.cancel')}
      okButtonProps={{ danger, disabled: !ready, loading: busy }}
      onOk={() => void act()}
      onCancel={onClose}
      width={width}
    >
      <Problem error={refused ?? problem} />
      {children}
    </Modal>
  );
}
