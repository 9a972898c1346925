import { Popover } from 'antd';
import { type ComponentType, Suspense } from 'react';
import { CellWaiting } from '../record/CellFact';
import type { CellEditorProps } from './cells';

/** Lies over a cell and holds what changes it. */
export default function CellBox({
  title,
  editor: Editor,
  ...props
}: CellEditorProps & { title: string; editor: ComponentType<CellEditorProps> }) {
  return (
    <Popover
      open
      arrow={false}
      zIndex={900}
      placement="bottomLeft"
      align={{ offset: [0, -34] }}
      classNames={{ root: 'at-cell-box' }}
      content={
        <div role="dialog" aria-label={title} data-cell-box>
          <Suspense fallback={<CellWaiting onClose={props.onClose} />}>
            <Editor {...props} />
          </Suspense>
        </div>
      }
    >
      <span className="at-cell-anchor" />
    </Popover>
  );
}
