import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../../../providers/me';
import { useRpc } from '../../../../providers/useRpc';
import { TableSkeleton } from '../../../../ui/Skeletons';
import { ErrorState, useErrorText } from '../../../../ui/states';
import { useFormats } from '../../../../ui/useFormats';
import { useServices } from '../../../services';
import './texts';

interface Feed {
  created_at: string;
  read_at: string | null;
}

const key = ['calendar_feed'];

/** The private address by which other calendars read one's own: made, shown once, made anew, revoked. */
export function CalendarFeed() {
  const { t } = useTranslation();
  const mayRead = useScope('events', 'read') !== null;
  const { config } = useServices();
  const { message, modal, notification } = App.useApp();
  const { exact } = useFormats();
  const errorText = useErrorText();
  const rpc = useRpc();
  const queries = useQueryClient();
  const [address, setAddress] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await rpc('my_calendar_feed', {}, { stable: true, signal })) as Feed | null,
    enabled: mayRead,
  });

  const change = async (act: () => Promise<string | null>, said: string) => {
    setBusy(true);
    try {
      setAddress(await act());
      void message.success(said);
    } catch (error) {
      notification.error({ title: t('profile.notSaved'), description: errorText(error) });
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: key });
    }
  };
  const make = () =>
    change(async () => {
      const token = String(await rpc('make_calendar_feed', {}));
      return `${config.supabaseUrl}/functions/v1/calendar/${token}.ics`;
    }, t('feed.made'));
  const revoke = () =>
    change(async () => {
      await rpc('revoke_calendar_feed', {});
      return null;
    }, t('feed.revoked'));
  const ask = (what: 'anew' | 'revoke', onOk: () => Promise<void>) =>
    modal.confirm({
      title: t(`feed.${what}Title`),
      content: t(`feed.${what}Text`),
      okText: t(`feed.${what}`),
      cancelText: t('actions.cancel'),
      onOk,
    });
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      void message.success(t('feed.copied'));
    } catch (error) {
      notification.error({ title: t('feed.copy'), description: errorText(error) });
    }
  };

  if (!mayRead) return null;
  const feed = query.data;
  return (
    <section className="at-card" aria-labelledby="profile-feed">
      <h2 id="profile-feed">{t('feed.title')}</h2>
      <p className="at-hint">{t('feed.hint')}</p>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <TableSkeleton />
      ) : (
        <>
          <p>
            {feed
              ? `${t('feed.since', { when: exact(feed.created_at) })} ${feed.read_at ? t('feed.read', { when: exact(feed.read_at) }) : t('feed.neverRead')}`
              : t('feed.none')}
          </p>
          {address && feed ? (
            <>
              <div className="at-row">
                <Input
                  readOnly
                  dir="ltr"
                  value={address}
                  aria-label={t('feed.address')}
                  onFocus={({ target }) => target.select()}
                />
                {'clipboard' in navigator ? (
                  <Button onClick={() => void copy(address)}>{t('feed.copy')}</Button>
                ) : null}
              </div>
              <p className="at-hint">{t('feed.once')}</p>
            </>
          ) : null}
          <div className="at-row">
            <Button loading={busy} onClick={() => (feed ? ask('anew', make) : void make())}>
              {t(feed ? 'feed.anew' : 'feed.make')}
            </Button>
            {feed ? (
              <Button type="text" danger disabled={busy} onClick={() => ask('revoke', revoke)}>
                {t('feed.revoke')}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}
