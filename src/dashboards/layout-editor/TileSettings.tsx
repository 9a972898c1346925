import { Modal, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/states';
import type { Widget } from '../plugin';
import type { StoredSettings } from '../settings';
import { parseSettings, readSettings } from '../settings';

/** The form of a tile's settings, as its widget draws it. What the widget's schema refuses cannot be applied. */
export function TileSettings({
  widget,
  title,
  stored,
  onApply,
  onClose,
}: {
  widget: Widget;
  title: string;
  stored: StoredSettings | undefined;
  onApply: (settings: StoredSettings) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [Form] = useState(() => (widget.loadSettings ? lazy(widget.loadSettings) : null));
  const [value, setValue] = useState(() => readSettings(widget.spec, {}, stored));
  const [error, setError] = useState<unknown>(null);
  const { settings } = widget.spec;
  if (!Form || !settings) return null;
  const apply = () => {
    try {
      onApply({ version: settings.version, values: { ...parseSettings(settings.schema, value) } });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal
      open
      title={t('dashboards.layout.settingsOf', { name: title })}
      okText={t('dashboards.period.apply')}
      cancelText={t('actions.cancel')}
      onOk={apply}
      onCancel={onClose}
    >
      <Suspense fallback={<Skeleton active />}>
        <Form value={value} onChange={setValue} t={t} />
      </Suspense>
      {error ? <ErrorState error={error} /> : null}
    </Modal>
  );
}
