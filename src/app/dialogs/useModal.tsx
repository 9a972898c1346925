import type useAntdModal from 'antd/es/modal/useModal';
import { type ComponentType, Fragment, type ReactElement, type ReactNode, useEffect, useState } from 'react';

export type DialogApi = ReturnType<typeof useAntdModal>[0];
type Open = DialogApi['confirm'];
type Opened = ReturnType<Open>;
type Asked = Parameters<Open>[0];
type Holder = ComponentType<{ onReady: (api: DialogApi) => void }>;

/** Milliseconds after which the dialogs are fetched, when none was asked for. */
const idle = 3_000;

const textOf = (node: ReactNode) => (typeof node === 'string' ? node : '');

/** What the browser itself asks, where antd's dialogs cannot be had: a question is never left unasked. */
function askPlainly({ title, content, onOk, onCancel }: Asked): Opened {
  const yes = window.confirm([textOf(title), textOf(content)].filter(Boolean).join('\n\n'));
  void (yes ? onOk : onCancel)?.();
  return {
    destroy: () => undefined,
    update: () => undefined,
    // biome-ignore lint/suspicious/noThenProperty: antd's dialogs are awaited as well
    then: (resolve) => Promise.resolve(resolve(yes)),
  };
}

/** The functions that open a dialog, which do so once antd's have come. */
function late(show: (holder: Holder) => void) {
  let onReady: (api: DialogApi) => void = () => undefined;
  const ready = new Promise<DialogApi>((resolve) => {
    onReady = resolve;
  });
  const fetched = async () => {
    const { default: Dialogs } = await import('./Dialogs');
    show(Dialogs);
    return ready;
  };
  const opener =
    (kind: keyof DialogApi): Open =>
    (asked) => {
      // Within an object: a dialog of antd's is itself awaited until somebody closes it.
      const opened = fetched().then(
        (api) => ({ dialog: api[kind](asked) }),
        () => ({ dialog: askPlainly(asked) }),
      );
      return {
        destroy: () => void opened.then(({ dialog }) => dialog.destroy()),
        update: (change) => void opened.then(({ dialog }) => dialog.update(change)),
        // biome-ignore lint/suspicious/noThenProperty: antd's dialogs are awaited as well
        then: (resolve, reject) => opened.then(({ dialog }) => dialog.then(resolve, reject)),
      };
    };
  const api: DialogApi = {
    info: opener('info'),
    success: opener('success'),
    error: opener('error'),
    warning: opener('warning'),
    confirm: opener('confirm'),
  };
  return { api, fetched, onReady };
}

/**
 * Stands in for antd's hook of this name within its `App` (see vite.config.ts), and fetches that when a dialog is first
 * asked for or the page has stood for a while: none needs dialogs to be drawn.
 */
export default function useModal(): readonly [DialogApi, ReactElement] {
  const [Dialogs, setDialogs] = useState<Holder>();
  const [{ api, fetched, onReady }] = useState(() => late((holder) => setDialogs(() => holder)));
  useEffect(() => {
    // Chromium remembers of a module that it could not be had: without a line none is asked for ahead.
    const timer = setTimeout(() => navigator.onLine && void fetched().catch(() => undefined), idle);
    return () => clearTimeout(timer);
  }, [fetched]);
  return [api, <Fragment key="dialogs">{Dialogs ? <Dialogs onReady={onReady} /> : null}</Fragment>];
}
