import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  InfoCircleOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../providers/me';
import { Money, useFormats } from '../../../ui';
import type { BoardStage } from './types';

const signs: Record<string, typeof CheckCircleOutlined> = {
  won: CheckCircleOutlined,
  lost: CloseCircleOutlined,
};

/** A stage's name, how many deals are in it and what they come to, in the base currency. */
export function ColumnHead({
  stage,
  id,
  everClosed,
}: {
  stage: BoardStage;
  id: string;
  everClosed: boolean;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { organisation } = useMe();
  const { baseCurrency } = organisation;
  const Sign = signs[stage.outcome];
  return (
    <header className="at-board-head">
      <h2 id={id}>
        {Sign ? <Sign aria-hidden className={`at-board-${stage.outcome}`} /> : null}
        <bdi className="at-board-title">{stage.name}</bdi>
        {stage.active ? null : (
          <StopOutlined aria-label={t('pipelines.retired')} title={t('pipelines.retired')} />
        )}
        <span className="at-board-count">
          {formats.number(stage.count)}
          <span className="at-hidden"> {t('deals.board.deals', { count: stage.count })}</span>
        </span>
        {stage.unconverted > 0 ? (
          <Tooltip title={t('deals.board.unconverted', { count: stage.unconverted })}>
            <button
              type="button"
              className="at-board-sign"
              aria-label={t('deals.board.unconverted', { count: stage.unconverted })}
            >
              <InfoCircleOutlined aria-hidden />
            </button>
          </Tooltip>
        ) : null}
      </h2>
      <p>
        <span title={formats.money(stage.amount, baseCurrency)}>
          <Money value={stage.amount} currency={baseCurrency} compact />
        </span>
        {stage.outcome === 'open' ? (
          <Tooltip
            title={t('deals.board.weightedHint', {
              percent: formats.percent(stage.win_probability),
              amount: formats.money(stage.weighted, baseCurrency),
            })}
          >
            <span>
              {t('deals.board.weighted')} <Money value={stage.weighted} currency={baseCurrency} compact />
            </span>
          </Tooltip>
        ) : everClosed ? null : (
          <span>{t('deals.board.lately')}</span>
        )}
      </p>
    </header>
  );
}
