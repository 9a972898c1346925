import { CopyOutlined, DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { dayIn } from '../../lib/days';
import { useMe, useScope } from '../../providers/me';
import { EmptyState, ErrorState, PageHeader, TableSkeleton, useFormats } from '../../ui';
import { CopyDialog } from './CopyDialog';
import { Grid } from './Grid';
import type { GoalMetric } from './options';
import { type Grain, grains, periodsOf, yearOf } from './periods';
import { useGoalExport } from './useGoalExport';
import { useGoalBasics, useSaveCells, useSheet, useTeams } from './useSheet';
import './goals.css';

function Sheets({ metrics, firstMonth }: { metrics: readonly GoalMetric[]; firstMonth: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { organisation } = useMe();
  const [params, setParams] = useSearchParams();
  const [copying, setCopying] = useState(false);
  const scope = useScope('goals', 'read');
  const mayExport = useScope('goals', 'export') !== null;
  const choosesTeam = scope === 'all' || scope === 'department';
  const teams = useTeams(choosesTeam);

  const metric = metrics.find(({ key }) => key === params.get('metric')) ?? metrics[0];
  const grain: Grain = grains.find((one) => one === params.get('by')) ?? 'month';
  const thisYear = yearOf(dayIn(organisation.timezone), firstMonth);
  const asked = Number(params.get('year'));
  const year = Number.isInteger(asked) && asked > 1990 && asked < 2200 ? asked : thisYear;
  const team = params.get('team') ?? undefined;
  const periods = periodsOf(year, grain, firstMonth);
  const before = periodsOf(year - 1, grain, firstMonth);
  const metricName = t(`metrics.${metric?.key}.title`, { defaultValue: metric?.key });
  const change = (name: string, value: string | undefined) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );

  const sheet = useSheet({
    metric: metric?.key ?? '',
    from: before[0]?.start ?? '',
    to: periods.at(-1)?.end ?? '',
    ...(team ? { team } : {}),
  });
  const save = useSaveCells(metric?.key ?? '');
  const exportSheet = useGoalExport(metric?.key ?? '', metricName);
  const data = sheet.data;
  const maySet = data?.rows.some((row) => row.may_set) ?? false;
  const currency = metric?.unit === 'currency' ? organisation.baseCurrency : null;
  const years = [thisYear - 2, thisYear - 1, thisYear, thisYear + 1, thisYear + 2];

  return (
    <>
      <PageHeader
        title={t('goals.title')}
        hint={t(maySet ? 'goals.hintSet' : 'goals.hintRead')}
        extra={
          data && mayExport ? (
            <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void exportSheet(data, periods)}>
              {t('buttons.export')}
            </Button>
          ) : null
        }
        action={
          maySet ? (
            <Button type="primary" icon={<CopyOutlined aria-hidden />} onClick={() => setCopying(true)}>
              {t('goals.copy.action')}
            </Button>
          ) : null
        }
      />
      <div className="at-goal-bar">
        <Select
          aria-label={t('goals.metric')}
          value={metric?.key}
          options={metrics.map(({ key }) => ({
            value: key,
            label: t(`metrics.${key}.title`, { defaultValue: key }),
          }))}
          popupMatchSelectWidth={false}
          onChange={(key) => change('metric', key)}
        />
        <Select
          aria-label={t('goals.year')}
          value={year}
          options={[...new Set([...years, year])]
            .sort((a, b) => a - b)
            .map((one) => ({ value: one, label: formats.number(one, { useGrouping: false }) }))}
          onChange={(one) => change('year', String(one))}
        />
        {choosesTeam ? (
          <Select
            aria-label={t('goals.team')}
            value={team ?? ''}
            options={[{ value: '', label: t('goals.everybody') }, ...(teams.data ?? [])]}
            popupMatchSelectWidth={false}
            onChange={(one) => change('team', one)}
          />
        ) : null}
        <Segmented<Grain>
          aria-label={t('goals.by')}
          value={grain}
          options={grains.map((one) => ({ value: one, label: t(`goals.grains.${one}`) }))}
          onChange={(one) => change('by', one)}
        />
        {currency ? <span className="at-none">{t('goals.in', { currency })}</span> : null}
      </div>
      {data?.more ? <Alert type="info" showIcon title={t('goals.more')} /> : null}
      {sheet.isError && !data ? (
        <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />
      ) : !data ? (
        <TableSkeleton />
      ) : data.rows.length === 0 ? (
        <EmptyState title={t('goals.empty')} hint={t('goals.emptyHint')} />
      ) : (
        <Grid
          key={`${metric?.key} ${year} ${grain}`}
          sheet={data}
          periods={periods}
          currency={currency}
          onSave={save}
        />
      )}
      {copying && data ? (
        <CopyDialog
          sheet={data}
          periods={periods}
          before={before}
          currency={currency}
          onSave={save}
          onClose={() => setCopying(false)}
        />
      ) : null}
    </>
  );
}

/** The quotas and other goals, month by month or by quarter: set in their place by those above, read by the others. */
export default function GoalList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useGoalBasics();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <TableSkeleton />;
  if (data.metrics.length === 0) return <EmptyState title={t('goals.empty')} />;
  return <Sheets metrics={data.metrics} firstMonth={data.firstMonth} />;
}
