import { BellOutlined, CalendarOutlined, ClockCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText } from '../../ui/DateTimeText';
import { PersonAvatar } from '../../ui/Person';
import { useAvatar } from '../../ui/useAvatar';
import { useFormats } from '../../ui/useFormats';
import { type Notice, sayingOf } from './notice';
import { placeOf } from './place';
import { useFieldNames } from './useFieldNames';

const icons: Record<string, ReactNode> = {
  due: <ClockCircleOutlined />,
  overdue: <ClockCircleOutlined />,
  closing: <CalendarOutlined />,
};

function Face({ notice }: { notice: Notice }) {
  const avatar = useAvatar(notice.actor_id);
  return (
    <span className="at-notice-face">
      {notice.actor ? (
        <PersonAvatar name={notice.actor} avatar={avatar} size={28} />
      ) : (
        <span className="at-notice-icon" aria-hidden>
          {icons[notice.kind] ?? <BellOutlined />}
        </span>
      )}
    </span>
  );
}

/** One notification: who did what, to which record, when. */
export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { path, words } = placeOf(notice.resource, notice.record_id);
  const fields = useFieldNames()(notice);
  const body = (
    <>
      <Face notice={notice} />
      <strong>{t(`notices.say.${sayingOf(notice)}`, { who: notice.actor ?? t('notices.somebody') })}</strong>
      <span className="at-notice-time">
        <DateTimeText value={notice.at} />
        {notice.read ? null : (
          <span className="at-notice-dot" title={t('notices.unread')}>
            <span className="at-hidden">{t('notices.unread')}</span>
          </span>
        )}
      </span>
      <span className="at-notice-what">
        {notice.record_id === null ? (
          <>
            {t('notices.many', { count: notice.how_many, number: formats.number(notice.how_many) })}
            {' · '}
            {t(`${words}.title`)}
          </>
        ) : (
          <>
            {t(`${words}.one`)} · <bdi>{notice.name}</bdi>
          </>
        )}
      </span>
      {notice.lender ? (
        <span className="at-notice-more">{t('notices.forLender', { name: notice.lender })}</span>
      ) : null}
      {fields.length > 0 ? <span className="at-notice-more">{formats.list(fields)}</span> : null}
      {notice.data.comment ? (
        <span className="at-notice-more">
          <bdi>{notice.data.comment}</bdi>
        </span>
      ) : null}
    </>
  );
  const className = notice.read ? 'at-notice' : 'at-notice at-notice-unread';
  if (path === undefined) return <span className={className}>{body}</span>;
  return (
    <Link to={path} className={className} onClick={onOpen}>
      {body}
    </Link>
  );
}
