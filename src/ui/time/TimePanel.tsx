import { PlayCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../record/Panel';
import { TableSkeleton } from '../Skeletons';
import { ErrorState, useErrorText } from '../states';
import { useFormats } from '../useFormats';
import { sayMinutes } from './duration';
import { EntryItem } from './EntryItem';
import { Timer } from './Timer';
import type { Timed } from './time';
import { useTimeOf, useWriteTime } from './useTime';
import './time.css';
import './texts';

const TimeDialog = lazy(() => import('./TimeDialog'));
const fewest = 5;

/** The time spent on a record: what is logged, by whom and in which week, and the reader's timer. */
export default function TimePanel({ of }: { of: Timed }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const query = useTimeOf(of);
  const { start } = useWriteTime();
  const [logging, setLogging] = useState(false);
  const [all, setAll] = useState(false);
  const [starting, setStarting] = useState(false);
  const time = query.data;
  const say = (minutes: number) => sayMinutes(minutes, formats.locale);
  const here = time?.timer?.record_id === of.id;
  const begin = async () => {
    setStarting(true);
    try {
      await start(of);
    } catch (error) {
      notification.error({ title: t('time.failed'), description: errorText(error) });
    }
    setStarting(false);
  };
  return (
    <Panel title={t('time.panel')} extra={time && time.total > 0 ? <strong>{say(time.total)}</strong> : null}>
      {query.isPending ? <TableSkeleton /> : null}
      {query.isError && !time ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {time?.timer ? <Timer timer={time.timer} here={here} /> : null}
      {time?.may_log ? (
        <div className="at-time-buttons">
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setLogging(true)}>
            {t('time.log')}
          </Button>
          {here ? null : (
            <Button icon={<PlayCircleOutlined aria-hidden />} loading={starting} onClick={() => void begin()}>
              {t(time.timer ? 'time.switch' : 'time.start')}
            </Button>
          )}
        </div>
      ) : null}
      {time && time.entries.length === 0 ? <p className="at-hint">{t('time.none')}</p> : null}
      {time && time.entries.length > 0 ? (
        <>
          <ul className="at-time" aria-label={t('time.panel')}>
            {time.entries.slice(0, all ? undefined : fewest).map((entry) => (
              <EntryItem key={entry.id} entry={entry} today={time.today}>
                <span className="at-time-facts">
                  <bdi>{entry.person}</bdi> · {formats.shortDate(entry.day)}
                </span>
              </EntryItem>
            ))}
          </ul>
          {!all && time.entries.length > fewest ? (
            <Button type="link" onClick={() => setAll(true)}>
              {t('time.all', { count: time.entries.length })}
            </Button>
          ) : null}
          {all && time.count > time.entries.length ? (
            <p className="at-hint">{t('time.latest', { count: time.entries.length })}</p>
          ) : null}
          <details className="at-time-sums">
            <summary>{t('time.sums')}</summary>
            <dl>
              {time.people.map(({ id, name, minutes }) => (
                <div key={id}>
                  <dt>
                    <bdi>{name}</bdi>
                  </dt>
                  <dd>{say(minutes)}</dd>
                </div>
              ))}
            </dl>
            <dl>
              {time.weeks.map(({ first, minutes }) => (
                <div key={first}>
                  <dt>{t('time.weekOf', { day: formats.shortDate(first) })}</dt>
                  <dd>{say(minutes)}</dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      ) : null}
      {logging && time ? (
        <Suspense fallback={null}>
          <TimeDialog of={of} today={time.today} onClose={() => setLogging(false)} />
        </Suspense>
      ) : null}
    </Panel>
  );
}
