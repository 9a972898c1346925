import { ArrowLeftOutlined, ArrowRightOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type ComponentType, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CellWaiting } from '../record/CellFact';
import { useConfirmClose } from '../useConfirmClose';
import type { CellEditorProps } from './cells';
import './texts';
import './rowPanel.css';

export interface RowField {
  /** The name of the field as the record's form has it. */
  name: string;
  title: string;
  value: ReactNode;
}

export interface RowPanelProps {
  /** The record's id. */
  id: string;
  /** What of the row may be changed, in the order of its table, with what the row shows of it. */
  fields: readonly RowField[];
  editor: ComponentType<CellEditorProps>;
  onClose: () => void;
}

/** What a row shows, each to be changed by itself: what its cells are for where none can be pointed at. */
export default function RowPanel({ id, fields, editor: Editor, onClose }: RowPanelProps) {
  const { t, i18n } = useTranslation();
  const page = useId();
  const [field, setField] = useState<string>();
  const left = useRef<string>(undefined);
  const list = useRef<HTMLUListElement>(null);
  const close = useConfirmClose(onClose);
  const back = useConfirmClose(() => setField(undefined));
  const chosen = fields.find(({ name }) => name === field);
  useEffect(() => {
    // Whoever comes back from a field goes on from it.
    if (!field && left.current)
      list.current?.querySelector<HTMLElement>(`[data-field="${left.current}"]`)?.focus();
    left.current = field;
  }, [field]);
  const Back = i18n.dir() === 'rtl' ? ArrowRightOutlined : ArrowLeftOutlined;

  return (
    <Drawer
      open
      placement="bottom"
      size="auto"
      className="at-row-panel"
      title={chosen?.title ?? t('lists.change.title')}
      extra={
        chosen ? (
          // A field that loses the focus may change its size, and the button would slip away from under the finger.
          <Button
            type="text"
            icon={<Back aria-hidden />}
            onMouseDown={(event) => event.preventDefault()}
            onClick={back}
          >
            {t('lists.change.back')}
          </Button>
        ) : null
      }
      onClose={close}
      // Escape goes back one step. The drawer's own would go two: a field that has closed by it no longer stands in its way.
      keyboard={false}
      onKeyDown={(event) => {
        const { key, target, defaultPrevented } = event;
        if (key !== 'Escape' || defaultPrevented) return;
        // An open list of choices takes it for itself.
        if (target instanceof Element && target.getAttribute('aria-expanded') === 'true') return;
        event.preventDefault();
        if (chosen) back();
        else close();
      }}
    >
      {chosen ? (
        <Suspense fallback={<CellWaiting onClose={back} />}>
          <Editor id={id} field={chosen.name} onClose={() => setField(undefined)} />
        </Suspense>
      ) : (
        <ul ref={list}>
          {fields.map(({ name, title, value }) => (
            <li key={name}>
              <button
                type="button"
                data-field={name}
                aria-label={t('form.editField', { field: title })}
                aria-describedby={`${page}-${name}`}
                onClick={() => setField(name)}
              >
                <span>{title}</span>
                <EditOutlined aria-hidden />
              </button>
              {/* As the list shows it, but for the links in it: all of the line is one button. */}
              <span id={`${page}-${name}`} inert>
                {value}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  );
}
