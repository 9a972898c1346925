import { ClockCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { dayIn, daysBetween } from '../../lib/days';
import { useMe } from '../../providers/me';
import { DateTimeText, Money, StatusTag, useFormats } from '../../ui';
import { isOutcome, outcomeTones } from './options';
import { useWords } from './useWords';
import './deals.css';

/** Open, won or lost. */
export function OutcomeTag({ outcome }: { outcome: string }) {
  const { word } = useWords();
  if (!isOutcome(outcome)) return <bdi>{outcome}</bdi>;
  return <StatusTag tone={outcomeTones[outcome]}>{word('outcomes', outcome)}</StatusTag>;
}

/** An amount; one that was guessed says so. */
export function Amount({
  deal,
  compact,
}: {
  deal: { amount: number | null; currency: string; amount_is_estimate: boolean };
  compact?: boolean;
}) {
  const { t } = useTranslation();
  if (!deal.amount_is_estimate || deal.amount === null)
    return <Money value={deal.amount} currency={deal.currency} compact={compact} />;
  return (
    <span className="at-deal-estimate">
      <abbr title={t('deals.estimate')}>≈</abbr>{' '}
      <Money value={deal.amount} currency={deal.currency} compact={compact} />
      <span className="at-hidden">{t('deals.estimate')}</span>
    </span>
  );
}

/** When a deal is expected to close; an open one whose day has passed is marked. */
export function ExpectedClose({ deal }: { deal: { expected_close_date: string | null; outcome: string } }) {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const late =
    deal.outcome === 'open' &&
    deal.expected_close_date !== null &&
    deal.expected_close_date < dayIn(organisation.timezone);
  if (!late) return <DateTimeText value={deal.expected_close_date} as="date" />;
  return (
    <span className="at-deal-late">
      <DateTimeText value={deal.expected_close_date} as="date" />
      <span>{t('deals.overdue')}</span>
    </span>
  );
}

/** How long an open deal has been in its stage; marked when that is longer than the stage allows. */
export function StageAge({
  deal,
  most,
}: {
  deal: { outcome: string; stage_entered_at: string };
  most: number | null | undefined;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (deal.outcome !== 'open') return <span className="at-none">–</span>;
  const days = daysBetween(deal.stage_entered_at);
  const text = formats.number(days, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  if (!most || days <= most) return <span className="at-figure">{text}</span>;
  return (
    <span className="at-deal-late" title={t('deals.staleHint', { days: formats.number(most) })}>
      <ClockCircleOutlined aria-hidden />
      <span className="at-figure">{text}</span>
      <span className="at-hidden">{t('deals.stale')}</span>
    </span>
  );
}

/** Marks an open deal on which nothing was done for too long and that has no next step, whatever its stage allows. */
export function Quiet({
  deal,
  most,
  short,
}: {
  deal: {
    outcome: string;
    stale_on: string | null;
    stage_entered_at: string;
    last_activity_at: string | null;
  };
  most: number | null | undefined;
  /** The icon alone, with its words for readers. */
  short?: boolean;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { organisation } = useMe();
  if (deal.outcome !== 'open' || !deal.stale_on || deal.stale_on > dayIn(organisation.timezone)) return null;
  if (most && daysBetween(deal.stage_entered_at) > most) return null;
  const hint = deal.last_activity_at
    ? t('deals.quietSince', { date: formats.date(deal.last_activity_at) })
    : t('deals.quietEver');
  return (
    <span className="at-deal-late" title={hint}>
      <PauseCircleOutlined aria-hidden />
      <span className={short ? 'at-hidden' : undefined}>{t('deals.quiet')}</span>
    </span>
  );
}
