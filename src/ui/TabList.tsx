import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import './tabs.css';

export interface TabItem {
  key: string;
  label: ReactNode;
}

/**
 * Tabs over one panel, of which only the open one is drawn. Arrows, Home and End move between them; on the phone they
 * pass by under the thumb.
 */
export function TabList({
  label,
  items,
  active,
  onChange,
  children,
}: {
  /** What the tabs are for, for readers. */
  label: string;
  items: readonly TabItem[];
  active: string;
  onChange: (key: string) => void;
  children: ReactNode;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const rtl = document.documentElement.dir === 'rtl';
    const steps: Record<string, number> = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 };
    const at = items.findIndex(({ key }) => key === active);
    const step = steps[event.key];
    const next =
      event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : step === undefined ? -1 : at + step;
    const item = items[(next + items.length) % items.length];
    if (!item || (step === undefined && next === -1)) return;
    event.preventDefault();
    onChange(item.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(item.key)}"]`)?.focus();
  };

  return (
    <>
      <div className="at-tabs" role="tablist" aria-label={label} ref={list}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}-${item.key}`}
            data-tab={item.key}
            aria-selected={item.key === active}
            aria-controls={`${id}-panel`}
            tabIndex={item.key === active ? 0 : -1}
            className="at-tab"
            onClick={() => onChange(item.key)}
            onKeyDown={move}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`} className="at-tab-panel">
        {children}
      </div>
    </>
  );
}
