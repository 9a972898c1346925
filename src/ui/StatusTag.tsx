import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  InfoCircleOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad' | 'waiting';

const icons: Record<Tone, ReactNode> = {
  neutral: <MinusCircleOutlined />,
  info: <InfoCircleOutlined />,
  good: <CheckCircleOutlined />,
  warning: <ExclamationCircleOutlined />,
  bad: <CloseCircleOutlined />,
  waiting: <ClockCircleOutlined />,
};

/** A status by icon and words; the colour only helps. Give `icon` where statuses of one tone must be told apart. */
export function StatusTag({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`at-status at-tone-${tone}`}>
      <span aria-hidden className="at-status-icon">
        {icon ?? icons[tone]}
      </span>
      {children}
    </span>
  );
}
