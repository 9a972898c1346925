import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { DateTimeText } from '../../ui/DateTimeText';
import { useErrorText } from '../../ui/states';
import { useFormats } from '../../ui/useFormats';
import type { NewsOfRecord } from './news';
import { type Notice, sayingOf } from './notice';
import { placeOf } from './place';
import { useFieldNames } from './useFieldNames';
import { useNews, useReadNotices } from './useNotices';
import '../../ui/worklist.css';
import './notices.css';
import './texts';

/** How many records are shown before one asks for the others. */
const most = 5;

/** What others did since one was last here, by record, as far as it was not read yet: a panel of the start page. */
export default function News() {
  const { permissions } = useMe();
  // What somebody is told of is theirs, whoever views as them.
  return permissions.viewing_as ? null : <Panel />;
}

function Panel() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const news = useNews() ?? [];
  const markRead = useReadNotices();
  const [all, setAll] = useState(false);
  // It adds to the page, which is whole without it; the bell says where it cannot be had.
  if (news.length === 0) return null;
  const shown = all ? news : news.slice(0, most);

  const read = async (groups: readonly NewsOfRecord[]) => {
    try {
      await markRead(groups.flatMap(({ items }) => items.map(({ id }) => id)));
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
  };

  return (
    <section className="at-work" aria-label={t('notices.news')}>
      <header>
        <h2>{t('notices.news')}</h2>
        <Button size="small" className="at-news-read" onClick={() => void read(news)}>
          {t('notices.newsRead')}
        </Button>
      </header>
      <ul>
        {shown.map((group) => (
          <li key={group.key}>
            <Line group={group} onOpen={() => void read([group])} />
          </li>
        ))}
      </ul>
      {shown.length < news.length ? (
        <Button type="link" onClick={() => setAll(true)}>
          {t('notices.newsMore', {
            count: news.length - shown.length,
            number: formats.number(news.length - shown.length),
          })}
        </Button>
      ) : null}
    </section>
  );
}

function Line({ group, onOpen }: { group: NewsOfRecord; onOpen: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const fieldNames = useFieldNames();
  const { resource, record_id, name, at, items } = group;
  const { path, words } = placeOf(resource, record_id);
  if (!path) return null;
  const many = items[0]?.how_many ?? 0;
  const said = (notice: Notice) => {
    const saying = t(`notices.say.${sayingOf(notice)}`, { who: notice.actor ?? t('notices.somebody') });
    const what = notice.data.comment ?? formats.list(fieldNames(notice));
    // A comment keeps its own direction within the sentence.
    return what ? t('notices.saysOf', { said: saying, what: `\u2068${what}\u2069` }) : saying;
  };
  return (
    <Link to={path} className="at-work-line" onClick={onOpen}>
      <strong>
        {record_id === null
          ? `${t('notices.many', { count: many, number: formats.number(many) })} · ${t(`${words}.title`)}`
          : t(`${words}.one`)}
        {record_id === null ? null : (
          <>
            {' · '}
            <bdi title={name ?? undefined}>{name}</bdi>
          </>
        )}
      </strong>
      <span className="at-work-end">
        <DateTimeText value={at} />
      </span>
      {items.map((notice) => (
        <span key={notice.id} className="at-work-detail at-news-said">
          {said(notice)}
        </span>
      ))}
    </Link>
  );
}
