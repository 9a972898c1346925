import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Change } from '../change';
import { useFigures } from '../figures';

const arrows = { up: <ArrowUpOutlined />, down: <ArrowDownOutlined />, same: <MinusOutlined /> };

/** A change by arrow and words; good or bad news, not up or down, picks the colour. */
export function ChangeTag({ change, against }: { change: Change; against: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <span className={`at-change at-change-${change.tone}`} title={against}>
      <span aria-hidden>{arrows[change.direction]}</span>
      <span className="at-hidden">{t(`dashboards.change.${change.direction}`)}</span>
      <bdi>{figures.change(change)}</bdi>
    </span>
  );
}
