import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Density, densities } from '../../../lib/list-state';
import { SortableList } from '../../sort';
import '../texts';
import type { ColumnInfo } from './columns';
import type { ListLook } from './useListLook';
import './views.css';

export interface ColumnsPanelProps {
  look: ListLook;
  offered: readonly ColumnInfo[];
  onClose: () => void;
}

const step = 40;
const [narrowest, widest] = [48, 800];

/** Which columns a table shows, in which order, how wide, and how much room its rows take. Each change counts at once. */
export default function ColumnsPanel({ look, offered, onClose }: ColumnsPanelProps) {
  const { t } = useTranslation();
  const shown = look.columns.map(({ key }) => key);
  const rows = look.columns.map(({ key, title, always }) => ({ id: key, name: title, always }));
  const others = offered.filter(({ key }) => !shown.includes(key));
  const widthOf = (key: string) =>
    look.widths[key] ?? offered.find((column) => column.key === key)?.width ?? 104;
  const size = (key: string, by: number) =>
    look.setWidth(key, Math.min(widest, Math.max(narrowest, widthOf(key) + by)));
  const sized = Object.keys(look.widths).length > 0;

  return (
    <Drawer open title={t('lists.columns.title')} onClose={onClose} size={420} className="at-columns">
      <div className="at-columns-density">
        <span id="at-density">{t('lists.columns.density')}</span>
        <Segmented<Density>
          aria-labelledby="at-density"
          value={look.density}
          options={densities.map((value) => ({ value, label: t(`lists.columns.${value}`) }))}
          onChange={look.setDensity}
        />
      </div>
      <h3>{t('lists.columns.shown')}</h3>
      <SortableList
        label={t('lists.columns.shown')}
        items={rows}
        onOrder={async (ids) => look.setColumns(ids)}
      >
        {({ id, name, always }) => (
          <>
            <Checkbox
              checked
              disabled={always || shown.length === 1}
              onChange={() => look.setColumns(shown.filter((key) => key !== id))}
            >
              {name}
            </Checkbox>
            <span className="at-columns-size">
              <Button
                type="text"
                size="small"
                icon={<MinusOutlined aria-hidden />}
                aria-label={t('lists.columns.narrower', { name })}
                onClick={() => size(id, -step)}
              />
              <Button
                type="text"
                size="small"
                icon={<PlusOutlined aria-hidden />}
                aria-label={t('lists.columns.wider', { name })}
                onClick={() => size(id, step)}
              />
            </span>
          </>
        )}
      </SortableList>
      {others.length > 0 ? (
        <>
          <h3>{t('lists.columns.more')}</h3>
          <ul className="at-columns-more">
            {others.map(({ key, title }) => (
              <li key={key}>
                <Checkbox checked={false} onChange={() => look.setColumns([...shown, key])}>
                  {title}
                </Checkbox>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className="at-columns-end">
        <Button onClick={() => look.setColumns(null)}>{t('lists.columns.usual')}</Button>
        {sized ? <Button onClick={() => look.clearWidths()}>{t('lists.columns.usualWidths')}</Button> : null}
      </div>
    </Drawer>
  );
}
