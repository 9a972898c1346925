import { App, Button, Mentions } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../states';
import { TooLong, tooLongBy } from '../TooLong';
import { type Comment, type Commented, type Mentioned, mentionedIn } from './comment';
import { useCommentDraft } from './useCommentDraft';
import { useWriteComments } from './useComments';

interface Offer extends Mentioned {
  sees: boolean;
}

const longest = 10_000;

const isOffer = (value: unknown): value is Offer =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'sees' in value;

/** Writes a comment, or changes one; `@` offers people, and says who does not see the record. */
export function CommentBox({
  about,
  comment,
  onDone,
}: {
  about: Commented;
  /** What is changed; without it a new one is written. */
  comment?: Comment;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  const { save } = useWriteComments(about);
  const { draft, change, giveUp } = useCommentDraft(about, comment);
  const { id, text, chosen } = draft;
  const [offers, setOffers] = useState<Offer[]>([]);
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);
  const unfit = text.trim() === '' || tooLongBy(text, longest) > 0;

  const offer = async (q: string) => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const found = await rpc(
        'list_mentionable',
        { resource: about.resource, record_id: about.id, q },
        { stable: true },
      );
      if (mine === asked.current) setOffers(Array.isArray(found) ? found.filter(isOffer) : []);
    } catch {
      // Without offers one can still write; what is wrong is said when it is sent.
      if (mine === asked.current) setOffers([]);
    }
  };

  const send = async () => {
    if (unfit || busy) return;
    setBusy(true);
    try {
      const unseen = await save({ id, body: text.trim(), mentions: mentionedIn(text, chosen) });
      if (unseen.length > 0)
        notification.warning({ title: t('comments.unseen', { names: unseen.join(', ') }) });
      void message.success(t('comments.sent'));
      giveUp();
      onDone?.();
    } catch (error) {
      notification.error({ title: t('comments.failed'), description: errorText(error) });
    } finally {
      setBusy(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <div className="at-comment-box">
      <Mentions
        value={text}
        aria-invalid={tooLongBy(text, longest) > 0}
        readOnly={busy}
        autoSize={{ minRows: 2, maxRows: 12 }}
        dir="auto"
        placeholder={t('comments.write')}
        aria-label={t('comments.write')}
        notFoundContent={t('comments.nobody')}
        filterOption={false}
        options={offers.map(({ id: key, name, sees }) => ({
          key,
          value: name,
          label: sees ? <bdi>{name}</bdi> : t('comments.cannotSee', { name }),
          disabled: !sees,
        }))}
        onSearch={(q) => void offer(q)}
        onSelect={({ value }) => {
          // antd makes keys of its own, and puts the value into the text.
          const person = offers.find(({ name, sees }) => sees && name === value);
          if (person) change({ chosen: [...chosen, { id: person.id, name: person.name }] });
        }}
        onChange={(written) => change({ text: written })}
        onKeyDown={onKeyDown}
      />
      <TooLong text={text} longest={longest} />
      <div className="at-row">
        <Button type="primary" disabled={unfit} loading={busy} onClick={() => void send()}>
          {t(comment ? 'comments.save' : 'comments.send')}
        </Button>
        {onDone ? (
          <Button
            onClick={() => {
              giveUp();
              onDone();
            }}
          >
            {t('comments.cancel')}
          </Button>
        ) : null}
        <span className="at-hint">{t('comments.keys')}</span>
      </div>
    </div>
  );
}
