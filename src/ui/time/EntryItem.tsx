import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuOnDemand } from '../MenuOnDemand';
import { RowMenu } from '../RowMenu';
import { useErrorText } from '../states';
import { useFormats } from '../useFormats';
import { useUndoNotice } from '../useUndoNotice';
import { sayMinutes } from './duration';
import type { TimeEntry } from './time';
import { useWriteTime } from './useTime';

const TimeDialog = lazy(() => import('./TimeDialog'));

/** One entry of the work log; `children` says what is not plain from where it stands. */
export function EntryItem({
  entry,
  today,
  children,
}: {
  entry: TimeEntry;
  today: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { locale } = useFormats();
  const errorText = useErrorText();
  const offerUndo = useUndoNotice();
  const { remove, restore } = useWriteTime();
  const [mending, setMending] = useState(false);
  const spent = sayMinutes(entry.minutes ?? 0, locale);
  const guarded = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      notification.error({ title: t('time.failed'), description: errorText(error) });
    }
  };
  const take = () =>
    guarded(async () => {
      await remove(entry.id);
      offerUndo(`time-${entry.id}`, t('time.deleted', { spent }), () => guarded(() => restore(entry.id)));
    });
  const name = t('time.actions', { spent });
  const actions = [
    ...(entry.may_change
      ? [{ key: 'mend', label: t('time.mend'), icon: <EditOutlined />, onClick: () => setMending(true) }]
      : []),
    ...(entry.may_delete
      ? [
          {
            key: 'delete',
            label: t('time.delete'),
            icon: <DeleteOutlined />,
            danger: true,
            onClick: () => void take(),
          },
        ]
      : []),
  ];
  return (
    <li>
      <strong className="at-time-spent">{spent}</strong>
      <span className="at-time-what">
        {children}
        {entry.note ? <bdi className="at-time-note">{entry.note}</bdi> : null}
        {entry.capped ? <span className="at-time-note">{t('time.capped')}</span> : null}
      </span>
      {actions.length > 0 ? (
        <MenuOnDemand name={name} menu={() => <RowMenu name={name} actions={actions} startOpen />} />
      ) : null}
      {mending ? (
        <Suspense fallback={null}>
          <TimeDialog
            of={{ resource: entry.resource, id: entry.record_id }}
            entry={entry}
            today={today}
            onClose={() => setMending(false)}
          />
        </Suspense>
      ) : null}
    </li>
  );
}
