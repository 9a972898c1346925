import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';
import type { Selection } from './useSelection';
import './bulk.css';

/** Chooses a row; with Shift, every row since the one before. */
export function SelectBox({ selection, id, place }: { selection: Selection; id: string; place: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <label className="at-select">
      <input
        type="checkbox"
        data-row-select
        checked={selection.has(id)}
        aria-label={t('changes.select.row', { place: formats.number(place) })}
        onChange={({ nativeEvent }) =>
          selection.toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </label>
  );
}

/** Chooses every row of the page. */
export function SelectPage({ selection }: { selection: Selection }) {
  const { t } = useTranslation();
  return (
    <label className="at-select">
      <input
        type="checkbox"
        checked={selection.page === 'all'}
        aria-label={t('changes.select.page')}
        ref={(box) => {
          if (box) box.indeterminate = selection.page === 'some';
        }}
        onChange={selection.togglePage}
      />
    </label>
  );
}

/** `x` chooses the row that the focus is in. */
export function useSelectKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'x' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const row = event.target instanceof Element ? event.target.closest('[data-row]') : null;
      const box = row?.querySelector<HTMLInputElement>('[data-row-select]');
      if (!box) return;
      box.click();
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
