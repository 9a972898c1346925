import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { DateTimeText } from '../DateTimeText';
import { MenuOnDemand } from '../MenuOnDemand';
import { PersonById } from '../PersonById';
import { RowMenu } from '../RowMenu';
import { useErrorText } from '../states';
import { CommentBox } from './CommentBox';
import { type Comment, type Commented, piecesOf } from './comment';
import { useWriteComments } from './useComments';

/** One comment; its author changes and deletes it. */
export function CommentItem({ about, comment }: { about: Commented; comment: Comment }) {
  const { t } = useTranslation();
  const { profile, permissions } = useMe();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const { remove } = useWriteComments(about);
  const [editing, setEditing] = useState(false);
  const mine = comment.author_id === profile.id && !permissions.viewing_as;
  const name = t('comments.actions', { name: comment.author ?? '' });

  const take = async () => {
    try {
      await remove(comment.id);
      void message.success(t('comments.deleted'));
    } catch (error) {
      notification.error({ title: t('comments.deleteFailed'), description: errorText(error) });
    }
  };
  const actions = [
    { key: 'edit', label: t('comments.edit'), icon: <EditOutlined />, onClick: () => setEditing(true) },
    {
      key: 'delete',
      label: t('comments.delete'),
      icon: <DeleteOutlined />,
      danger: true,
      onClick: () => void take(),
    },
  ];
  return (
    <li>
      <div className="at-comment-head">
        <PersonById id={comment.author_id} name={comment.author} size={24} />
        <span className="at-comment-when">
          <DateTimeText value={comment.at} />
          {comment.edited_at ? ` · ${t('comments.edited')}` : null}
        </span>
        {mine && !editing ? (
          <MenuOnDemand name={name} menu={() => <RowMenu name={name} actions={actions} startOpen />} />
        ) : null}
      </div>
      {editing ? (
        <CommentBox about={about} comment={comment} onDone={() => setEditing(false)} />
      ) : (
        <p className="at-prose" dir="auto">
          {piecesOf(comment.body, comment.mentions).map(({ at, text, mention }) =>
            mention ? <strong key={at}>{text}</strong> : text,
          )}
        </p>
      )}
    </li>
  );
}
