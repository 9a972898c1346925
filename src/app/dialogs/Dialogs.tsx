import useModal from 'antd/es/modal/useModal';
import { useEffect } from 'react';
import type { DialogApi } from './useModal';

/** antd's dialogs that are called by a function, and where they stand. `onReady` hears of the functions. */
export default function Dialogs({ onReady }: { onReady: (api: DialogApi) => void }) {
  const [api, holder] = useModal();
  useEffect(() => onReady(api), [api, onReady]);
  return holder;
}
