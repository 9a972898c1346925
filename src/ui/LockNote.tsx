import { LockOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** Says why something that stands here cannot be seen or changed. */
export function LockNote({ children }: { children: ReactNode }) {
  return (
    <p className="at-lock">
      <LockOutlined aria-hidden /> {children}
    </p>
  );
}
