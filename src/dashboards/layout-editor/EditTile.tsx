import { DragOutlined } from '@ant-design/icons';
import type { ComponentProps, CSSProperties, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type RowAction, RowMenu } from '../../ui/RowMenu';
import type { Direction, Place } from '../layout';

type Handlers = Pick<
  ComponentProps<'button'>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
>;

export type Step = { move: Direction } | { grow: Direction } | 'remove' | 'settings';

const directions: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The direction that an arrow means where columns are counted from the side where reading begins. */
const turned = (direction: Direction, rtl: boolean): Direction =>
  rtl && direction === 'left' ? 'right' : rtl && direction === 'right' ? 'left' : direction;

/** A tile while its dashboard is arranged: a bar to move it by, a corner to size it by, and the same as a menu. */
export function EditTile({
  place,
  title,
  hint,
  adjustable,
  rtl,
  move,
  resize,
  onStep,
}: {
  place: Place;
  title: string;
  hint: string;
  adjustable: boolean;
  rtl: boolean;
  move: Handlers;
  resize: Handlers;
  onStep: (step: Step) => void;
}) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const pressed = directions[event.key];
    if (pressed) {
      event.preventDefault();
      const direction = turned(pressed, rtl);
      onStep(event.shiftKey ? { grow: direction } : { move: direction });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onStep('remove');
    }
  };
  const item = (key: string, step: Step, danger = false): RowAction => ({
    key,
    label: t(`dashboards.layout.${key}`),
    danger,
    onClick: () => onStep(step),
  });
  const actions: RowAction[] = [
    ...(adjustable ? [item('settings', 'settings')] : []),
    item('up', { move: 'up' }),
    item('down', { move: 'down' }),
    item('left', { move: turned('left', rtl) }),
    item('right', { move: turned('right', rtl) }),
    item('wider', { grow: 'right' }),
    item('narrower', { grow: 'left' }),
    item('taller', { grow: 'down' }),
    item('shorter', { grow: 'up' }),
    item('remove', 'remove', true),
  ];
  const style = {
    '--x': place.x + 1,
    '--y': place.y + 1,
    '--w': place.w,
    '--h': place.h,
  } as CSSProperties;
  return (
    <section className="at-widget at-edit-tile" style={style} aria-label={title}>
      <div className="at-edit-bar">
        <button
          {...move}
          type="button"
          id={`at-tile-${place.id}`}
          className="at-edit-move"
          aria-label={t('dashboards.layout.tile', { name: title })}
          onKeyDown={onKeyDown}
        >
          <DragOutlined aria-hidden />
          <span>{title}</span>
        </button>
        <RowMenu name={title} actions={actions} />
      </div>
      <p className="at-hint at-edit-hint">{hint}</p>
      <button
        {...resize}
        type="button"
        tabIndex={-1}
        className="at-edit-resize"
        aria-label={t('dashboards.layout.resize', { name: title })}
      />
    </section>
  );
}
