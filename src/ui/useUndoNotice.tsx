import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

const seconds = 10;

/** What can be taken back now, the latest last. */
const offers: (() => void)[] = [];

/** Ctrl or ⌘ and Z takes back the latest, but where one types: there it is the browser's. */
function onKeyDown(event: KeyboardEvent): void {
  const { target, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (code !== 'KeyZ' || ctrlKey === metaKey || altKey || shiftKey || event.defaultPrevented) return;
  if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')) return;
  const latest = offers.at(-1);
  if (!latest) return;
  event.preventDefault();
  latest();
}

function UndoButton({ onUndo }: { onUndo: () => void }) {
  const { t } = useTranslation();
  useEffect(() => {
    offers.push(onUndo);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      offers.splice(offers.indexOf(onUndo), 1);
      if (offers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [onUndo]);
  return (
    <Button type="primary" size="small" aria-keyshortcuts="Control+Z Meta+Z" onClick={onUndo}>
      {t('trash.undo')}
    </Button>
  );
}

/** Says that something was done, and for a while offers to take it back: `offer(key, title, undo)`. */
export function useUndoNotice(): (key: string, title: string, undo: () => Promise<unknown>) => void {
  const { notification } = App.useApp();
  return (key, title, undo) => {
    const onUndo = () => {
      notification.destroy(key);
      void undo();
    };
    notification.success({ key, title, duration: seconds, actions: <UndoButton onUndo={onUndo} /> });
  };
}
