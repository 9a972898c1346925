import { PlusOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnsaved } from '../../ui/ConfirmLeave';
import { PageHeader } from '../../ui/PageHeader';
import { type RowAction, RowMenu } from '../../ui/RowMenu';
import { EmptyState, useErrorText } from '../../ui/states';
import { useFormats } from '../../ui/useFormats';
import { useNarrow } from '../../ui/useNarrow';
import { added, changed, identified, type Place, placed, removed, settled, stepped } from '../layout';
import type { Plugin, WidgetSize } from '../plugin';
import type { StoredSettings } from '../settings';
import { mostTiles, type SavedTile } from '../tiles';
import type { Audience, useLayout } from '../useLayout';
import { EditTile, type Step } from './EditTile';
import { Gallery } from './Gallery';
import { TileSettings } from './TileSettings';
import { useDragging } from './useDragging';
import './editor.css';

type Settings = Readonly<Record<string, StoredSettings | undefined>>;

const growth = { left: { w: -1 }, right: { w: 1 }, up: { h: -1 }, down: { h: 1 } };

/** Arranges a dashboard: tiles moved, resized, taken off and added, kept for oneself or, if permitted, for others. */
export default function LayoutEditor({
  plugin,
  title,
  kept,
  onClose,
}: {
  plugin: Plugin;
  title: string;
  kept: Pick<ReturnType<typeof useLayout>, 'layout' | 'of' | 'audiences' | 'save' | 'reset'>;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const narrow = useNarrow();
  const { modal, notification, message } = App.useApp();
  const errorText = useErrorText();
  const rtl = i18n.dir() === 'rtl';
  const [places, setPlaces] = useState(() => settled(placed(kept.layout, plugin.widgets)));
  const [settings, setSettings] = useState<Settings>(() =>
    Object.fromEntries(identified(kept.layout).map((tile) => [tile.id, tile.settings])),
  );
  const [said, setSaid] = useState('');
  const [open, setOpen] = useState<'gallery' | { settings: string } | null>(null);
  const [saving, setSaving] = useState(false);
  const [touched, setTouched] = useState(false);
  useUnsaved(touched);

  const sizeOf = (place: Pick<Place, 'widget'>): WidgetSize =>
    plugin.widgets[place.widget]?.spec.size ?? { w: 1, h: 1 };
  const titleOf = (place: Pick<Place, 'widget'>) => t(plugin.widgets[place.widget]?.spec.title ?? '');
  const placeText = (place: Place): string =>
    t('dashboards.layout.at', {
      name: titleOf(place),
      x: formats.number(place.x + 1),
      y: formats.number(place.y + 1),
      w: formats.number(place.w),
      h: formats.number(place.h),
    });
  const show = (next: Place[], id?: string) => {
    setPlaces(next);
    setTouched(true);
    const place = next.find((one) => one.id === id);
    if (place) setSaid(placeText(place));
  };

  const grid = useRef<HTMLDivElement>(null);
  const dragging = useDragging(grid, rtl, places, (before, id, box) => {
    const place = before.find((one) => one.id === id);
    if (place) show(changed(before, id, box, sizeOf(place)), id);
  });

  const step = (place: Place, what: Step) => {
    if (what === 'settings') return setOpen({ settings: place.id });
    if (what === 'remove') {
      show(removed(places, place.id));
      return setSaid(t('dashboards.layout.removed', { name: titleOf(place) }));
    }
    const size = sizeOf(place);
    if ('move' in what) return show(stepped(places, place.id, what.move, size), place.id);
    const by: { w?: number; h?: number } = growth[what.grow];
    const box = { w: place.w + (by.w ?? 0), h: place.h + (by.h ?? 0) };
    return show(changed(places, place.id, box, size), place.id);
  };

  const add = (widget: string) => {
    if (places.length >= mostTiles) {
      void message.warning(t('dashboards.layout.full', { count: mostTiles }));
      return;
    }
    const next = added(places, widget, sizeOf({ widget }));
    show(next.places, next.id);
    setOpen(null);
    // Once it is drawn, the new tile is where its reader goes on.
    requestAnimationFrame(() => document.getElementById(`at-tile-${next.id}`)?.focus());
  };

  const tiles = (): SavedTile[] =>
    places.map((place) => {
      const own = settings[place.id];
      return own ? { ...place, settings: own } : place;
    });
  const attempt = async (work: () => Promise<void>) => {
    setSaving(true);
    try {
      await work();
      setTouched(false);
      void message.success(t('dashboards.layout.saved'));
      onClose();
    } catch (error) {
      notification.error({ title: t('dashboards.layout.failed'), description: errorText(error) });
      setSaving(false);
    }
  };
  const reset = () =>
    modal.confirm({
      title: t('dashboards.layout.reset'),
      content: t('dashboards.layout.resetText'),
      okText: t('dashboards.layout.reset'),
      cancelText: t('actions.cancel'),
      onOk: () => attempt(kept.reset),
    });

  const more: RowAction[] = [
    ...kept.audiences
      .filter((audience): audience is Exclude<Audience, 'own'> => audience !== 'own')
      .map((audience) => ({
        key: audience,
        label: t(`dashboards.layout.saveFor.${audience}`),
        onClick: () => void attempt(() => kept.save(tiles(), audience)),
      })),
    ...(kept.of === 'own' ? [{ key: 'reset', label: t('dashboards.layout.reset'), onClick: reset }] : []),
  ];
  const actions: ReactNode = (
    <>
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('gallery')}>
        {t('dashboards.layout.add')}
      </Button>
      <RowMenu large name={title} actions={more} />
      <Button onClick={onClose}>{t('actions.cancel')}</Button>
    </>
  );
  const adjusted =
    open !== null && open !== 'gallery' ? places.find(({ id }) => id === open.settings) : undefined;
  const adjustedWidget = adjusted && plugin.widgets[adjusted.widget];

  return (
    <div className="at-dashboard">
      <PageHeader
        title={t('dashboards.layout.editing', { name: title })}
        hint={t('dashboards.layout.hint')}
        extra={actions}
        action={
          <Button
            type="primary"
            loading={saving}
            onClick={() => void attempt(() => kept.save(tiles(), 'own'))}
          >
            {t('dashboards.layout.save')}
          </Button>
        }
      />
      <p className="at-hidden" role="status">
        {said}
      </p>
      {places.length === 0 ? (
        <EmptyState title={t('dashboards.layout.emptyTitle')} hint={t('dashboards.layout.empty')} />
      ) : null}
      <div ref={grid} className="at-grid at-edit-grid">
        {places.map((place) => (
          <EditTile
            key={place.id}
            place={place}
            title={titleOf(place)}
            hint={t(plugin.widgets[place.widget]?.spec.hint ?? '', { defaultValue: '' })}
            adjustable={plugin.widgets[place.widget]?.loadSettings !== undefined}
            rtl={rtl}
            // On a phone tiles stand below one another, and a finger scrolls.
            move={narrow ? {} : dragging(place, 'move')}
            resize={narrow ? {} : dragging(place, 'resize')}
            onStep={(what) => step(place, what)}
          />
        ))}
      </div>
      {open === 'gallery' ? (
        <Gallery
          plugin={plugin}
          present={new Set(places.map(({ widget }) => widget))}
          onAdd={add}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {adjusted && adjustedWidget ? (
        <TileSettings
          key={adjusted.id}
          widget={adjustedWidget}
          title={titleOf(adjusted)}
          stored={settings[adjusted.id]}
          onApply={(next) => {
            setSettings({ ...settings, [adjusted.id]: next });
            setTouched(true);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}
