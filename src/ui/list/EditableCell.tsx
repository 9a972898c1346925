import { EditOutlined } from '@ant-design/icons';
import { type ComponentType, lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CellEditorProps, focusAfter, type Move } from './cells';

const CellBox = lazy(() => import('./CellBox'));

/** The pencil of a cell that can be changed, and what it opens. It is reached by the arrow keys, not by Tab. */
export function EditableCell({
  id,
  field,
  title,
  editor,
}: {
  id: string;
  field: string;
  /** What the column is called. */
  title: string;
  editor: ComponentType<CellEditorProps>;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = (move?: Move) => {
    setOpen(false);
    requestAnimationFrame(() => focusAfter(pencil.current, move));
  };

  return (
    <>
      <button
        ref={pencil}
        type="button"
        tabIndex={-1}
        className="at-cell-pencil"
        data-cell={field}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t('form.editField', { field: title })}
        onClick={() => setOpen(true)}
      >
        <EditOutlined aria-hidden />
      </button>
      {open ? (
        <Suspense>
          <CellBox title={title} editor={editor} id={id} field={field} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
