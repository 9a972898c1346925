import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { PersonById } from '../PersonById';
import { useErrorText } from '../states';
import { useFormats } from '../useFormats';
import { type Followed, useFollow, useFollowers, useReadHere } from './useFollowers';
import './follow.css';
import './texts';

/** Who follows a record, and to do so or no longer. */
export function FollowBar({ about }: { about: Followed }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const { notification } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const { data } = useFollowers(about);
  const follow = useFollow(about);
  const [busy, setBusy] = useState(false);
  useReadHere(about, data?.unread ?? false);
  // Beside the record's own facts: without an answer there is nothing to say here.
  if (!data) return null;
  const { following, people } = data;

  const toggle = async () => {
    setBusy(true);
    try {
      await follow(!following);
    } catch (error) {
      notification.error({ title: t('follow.failed'), description: errorText(error) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <span className="at-row">
      {people.length > 0 ? (
        <Popover
          trigger="click"
          title={t('follow.followers')}
          content={
            <ul className="at-followers" aria-label={t('follow.followers')}>
              {people.map(({ id, name }) => (
                <li key={id}>
                  <PersonById id={id} name={name} size={20} />
                </li>
              ))}
            </ul>
          }
        >
          <Button size="small" type="text">
            {t('follow.count', { count: people.length, number: formats.number(people.length) })}
          </Button>
        </Popover>
      ) : null}
      {permissions.viewing_as ? null : (
        <Button
          size="small"
          icon={following ? <EyeInvisibleOutlined aria-hidden /> : <EyeOutlined aria-hidden />}
          loading={busy}
          title={t('follow.hint')}
          onClick={() => void toggle()}
        >
          {t(following ? 'follow.unfollow' : 'follow.follow')}
        </Button>
      )}
    </span>
  );
}
