import { ArrowRightOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Money, type RowAction, StatusTag, useErrorText, useFormats } from '../../../ui';
import { type Activity, ActivityEntry } from '../../../ui/activities/ActivityEntry';
import { LineBody } from '../../../ui/audit/LineBody';
import type { AuditNames } from '../../../ui/audit/lines';
import type { AuditWords } from '../../../ui/audit/useAuditWords';
import { StatusCell, useHref } from '../../../ui/related/cells';
import { dealTones, orderTones, ticketTones } from '../../../ui/related/statuses';
import { Due, TaskStatus } from '../../../ui/tasks/Cells';
import { nearestSubject } from '../../../ui/tasks/values';
import { StageTag } from '../StageTag';
import { EntryFrame } from './EntryFrame';
import { activityOf, type By, type Entry, pinnable, solvedPlace } from './entries';
import { timelineIcons } from './icons';

function Name({ text, href }: { text: string; href: string | undefined }) {
  return href ? (
    <Link to={href}>
      <bdi>{text}</bdi>
    </Link>
  ) : (
    <bdi>{text}</bdi>
  );
}

/** From what it was to what it is. */
const arrow = <ArrowRightOutlined className="at-flip" aria-hidden />;

export interface EntryProps {
  entry: Entry;
  words: AuditWords;
  /** What people and records are called that entries speak of. */
  names: AuditNames;
  pinned: boolean;
  /** Rejects when it could not be; left out for who may not. */
  onPin?: (entry: Entry, pinned: boolean) => Promise<void>;
  onEdit: (activity: Activity) => void;
}

function usePinAction({ entry, pinned, onPin }: EntryProps): RowAction[] {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const errorText = useErrorText();
  if (!onPin || pinnable(entry) === null) return [];
  const pin = async () => {
    try {
      await onPin(entry, !pinned);
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
  };
  return [
    {
      key: 'pin',
      label: t(`customers.timeline.${pinned ? 'unpin' : 'pin'}`),
      icon: pinned ? <PushpinFilled /> : <PushpinOutlined />,
      onClick: () => void pin(),
    },
  ];
}

/** One entry of the timeline, whatever it is. */
export function EntryItem(props: EntryProps) {
  const { entry, words, names, pinned, onEdit } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const actions = usePinAction(props);
  const hrefs = {
    deal: useHref('deals'),
    order: useHref('orders'),
    ticket: useHref('tickets'),
    task: useHref('tasks'),
  };
  const mark = pinned ? (
    <span className="at-pinned" title={t('customers.timeline.pinned')}>
      <PushpinFilled aria-hidden />
      <span className="at-hidden">{t('customers.timeline.pinned')}</span>
    </span>
  ) : null;
  const by = ({ person_id: id }: By) => ({ id, name: id === null ? null : (names[id]?.name ?? null) });
  const number = (value: number) => formats.number(value, { useGrouping: false });

  switch (entry.kind) {
    case 'deal': {
      const { deal_id, deal, from, to, outcome, amount, currency } = entry.facts;
      return (
        <EntryFrame
          icon={timelineIcons.deal}
          title={<Name text={deal} href={hrefs.deal({ id: deal_id })} />}
          name={deal}
          at={entry.at}
          by={by(entry.facts)}
          actions={actions}
        >
          <span className="at-entry-move">
            {from === null ? t('customers.timeline.dealOpened') : <bdi>{from}</bdi>}
            {arrow}
            <StatusTag tone={dealTones[outcome ?? 'open'] ?? 'neutral'}>
              <bdi>{to ?? '–'}</bdi>
            </StatusTag>
          </span>
          {amount === null ? null : <Money value={amount} currency={currency} />}
        </EntryFrame>
      );
    }
    case 'order': {
      const name = t('customers.timeline.order', { number: number(entry.facts.number) });
      return (
        <EntryFrame
          icon={timelineIcons.order}
          title={<Name text={name} href={hrefs.order(entry)} />}
          name={name}
          at={entry.at}
          by={by(entry.facts)}
          mark={mark}
          actions={actions}
        >
          <StatusCell list="orderStatuses" value={entry.facts.status} tones={orderTones} />
          <Money value={entry.facts.total} currency={entry.facts.currency} />
        </EntryFrame>
      );
    }
    case 'ticket': {
      const { subject, status } = entry.facts;
      return (
        <EntryFrame
          icon={timelineIcons.ticket}
          title={<Name text={subject} href={hrefs.ticket(entry)} />}
          name={subject}
          at={entry.at}
          by={by(entry.facts)}
          mark={mark}
          actions={actions}
        >
          <span>
            {t(`customers.timeline.${entry.place === solvedPlace ? 'ticketSolved' : 'ticketOpened'}`, {
              number: number(entry.facts.number),
            })}
          </span>
          {entry.place === solvedPlace ? null : (
            <StatusCell list="ticketStatuses" value={status} tones={ticketTones} />
          )}
        </EntryFrame>
      );
    }
    case 'task': {
      const { title, status } = entry.facts;
      return (
        <EntryFrame
          icon={timelineIcons.task}
          title={<Name text={title} href={hrefs.task(entry)} />}
          name={title}
          at={entry.at}
          by={by(entry.facts)}
          mark={mark}
          actions={actions}
        >
          <TaskStatus status={status} />
          {status === 'done' || status === 'cancelled' || !entry.facts.due_at ? null : (
            <span>
              {t('tasks.fields.due_at')} <Due task={entry.facts} />
            </span>
          )}
        </EntryFrame>
      );
    }
    case 'stage':
      return (
        <EntryFrame
          icon={timelineIcons.change}
          title={t('customers.fields.lifecycle_stage')}
          name={t('customers.fields.lifecycle_stage')}
          at={entry.at}
          by={by(entry.facts)}
          actions={actions}
        >
          <span className="at-entry-move">
            {entry.facts.from === null ? null : (
              <>
                <StageTag stage={entry.facts.from} />
                {arrow}
              </>
            )}
            <StageTag stage={entry.facts.to} />
          </span>
        </EntryFrame>
      );
    case 'change':
      return (
        <li>
          <span className="at-timeline-icon" aria-hidden>
            {timelineIcons.change}
          </span>
          <div>
            <LineBody line={entry.facts} words={words} />
          </div>
        </li>
      );
    default: {
      const activity = activityOf(entry.facts, names);
      return (
        <ActivityEntry
          activity={activity}
          actions={actions}
          mark={mark}
          onEdit={nearestSubject(activity) ? () => onEdit(activity) : undefined}
        />
      );
    }
  }
}
