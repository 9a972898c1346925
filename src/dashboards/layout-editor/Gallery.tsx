import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { mayAll } from '../pages';
import type { Plugin } from '../plugin';

/** The widgets of a plugin that the reader may see, to be put on the dashboard. */
export function Gallery({
  plugin,
  present,
  onAdd,
  onClose,
}: {
  plugin: Plugin;
  /** Keys of the widgets that stand on the dashboard. */
  present: ReadonlySet<string>;
  onAdd: (widget: string) => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { permissions } = useMe();
  const widgets = Object.entries(plugin.widgets).filter(([, { spec }]) => mayAll(permissions, spec.needs));
  return (
    <Drawer
      open
      title={t('dashboards.layout.gallery')}
      placement={i18n.dir() === 'rtl' ? 'left' : 'right'}
      onClose={onClose}
    >
      <ul className="at-gallery">
        {widgets.map(([key, { spec }]) => (
          <li key={key}>
            <div>
              <strong>{t(spec.title)}</strong>
              {spec.hint ? <p>{t(spec.hint)}</p> : null}
              {present.has(key) ? <p className="at-hint">{t('dashboards.layout.there')}</p> : null}
            </div>
            <Button
              aria-label={`${t('dashboards.layout.put')}: ${t(spec.title)}`}
              disabled={present.has(key) && !spec.settings}
              onClick={() => onAdd(key)}
            >
              {t('dashboards.layout.put')}
            </Button>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
