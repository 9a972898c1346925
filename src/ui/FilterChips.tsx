import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

export interface FilterChip {
  key: string;
  /** Name of the field. */
  label: string;
  /** What it is filtered by, as text. */
  value: string;
  onRemove: () => void;
}

/** The filters that are on, each with a way to take it off, and all at once when there are several. */
export function FilterChips({ chips, onClear }: { chips: readonly FilterChip[]; onClear?: () => void }) {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <ul className="at-chips" aria-label={t('ui.filters')}>
      {chips.map((chip) => (
        <li key={chip.key} className="at-chip">
          <span className="at-chip-label">{chip.label}</span>
          <bdi>{chip.value}</bdi>
          <button
            type="button"
            onClick={chip.onRemove}
            aria-label={t('ui.removeFilter', { filter: chip.label })}
          >
            <CloseOutlined aria-hidden />
          </button>
        </li>
      ))}
      {onClear && chips.length > 1 ? (
        <li>
          <Button type="link" size="small" onClick={onClear}>
            {t('ui.clearFilters')}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
