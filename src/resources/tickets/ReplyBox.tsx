import { CheckCircleOutlined, ClockCircleOutlined, LockOutlined, SendOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { Alert, App, Button, Input, Segmented } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../../ui';
import { TooLong, tooLongBy } from '../../ui/TooLong';
import { useDraft } from '../../ui/useDraft';
import { isDone, type Status } from './options';

type Kind = 'public' | 'internal';
const longest = 100_000;

/** Writes a reply or an internal note; each has a draft of its own, so that neither becomes the other by accident. */
export function ReplyBox({ id, status }: { id: string; status: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { profile } = useMe();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();
  const hint = useId();
  const [kind, setKind] = useState<Kind>('public');
  const [body, setBody] = useDraft(`reply.${profile.id}.${id}.${kind}`);
  const [busy, setBusy] = useState<Status | 'as-is' | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const unfit = body.trim() === '' || tooLongBy(body, longest) > 0;

  const send = async (next?: Status) => {
    if (unfit || busy) return;
    setBusy(next ?? 'as-is');
    setProblem(undefined);
    try {
      await rpc('reply_ticket', { ticket: id, body, kind, ...(next ? { status: next } : {}) });
      setBody('');
      void message.success(t(kind === 'public' ? 'tickets.reply.sent' : 'tickets.reply.noted'));
      await invalidate({ resource: 'tickets', invalidates: ['resourceAll'] });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(null);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <section className={`at-reply at-reply-${kind}`} aria-label={t('tickets.reply.kind')}>
      <Segmented<Kind>
        aria-label={t('tickets.reply.kind')}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'public', label: t('tickets.reply.public'), icon: <SendOutlined aria-hidden /> },
          { value: 'internal', label: t('tickets.reply.internal'), icon: <LockOutlined aria-hidden /> },
        ]}
      />
      {problem ? (
        <Alert type="error" showIcon title={t('tickets.reply.failed')} description={errorText(problem)} />
      ) : null}
      <Input.TextArea
        value={body}
        aria-invalid={tooLongBy(body, longest) > 0}
        dir="auto"
        autoSize={{ minRows: 4, maxRows: 16 }}
        readOnly={busy !== null}
        placeholder={t(`tickets.reply.${kind}Label`)}
        aria-label={t(`tickets.reply.${kind}Label`)}
        aria-describedby={hint}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <TooLong text={body} longest={longest} />
      <div className="at-reply-foot">
        <p id={hint}>{t('tickets.reply.keys')}</p>
        {kind === 'public' && !isDone(status) ? (
          <>
            <Button
              icon={<ClockCircleOutlined />}
              disabled={unfit}
              loading={busy === 'pending'}
              onClick={() => void send('pending')}
            >
              {t('tickets.reply.wait')}
            </Button>
            <Button
              icon={<CheckCircleOutlined />}
              disabled={unfit}
              loading={busy === 'solved'}
              onClick={() => void send('solved')}
            >
              {t('tickets.reply.solve')}
            </Button>
          </>
        ) : null}
        <Button
          type="primary"
          icon={kind === 'public' ? <SendOutlined /> : <LockOutlined />}
          disabled={unfit}
          loading={busy === 'as-is'}
          onClick={() => void send()}
        >
          {t(kind === 'public' ? 'tickets.reply.send' : 'tickets.reply.note')}
        </Button>
      </div>
    </section>
  );
}
