import { Form, Input, Modal, type RefSelectProps, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/dialog';
import { useClear } from '../../ui/useClear';
import { useCompetitors, useLostReasons } from './useLookups';

/** How a deal was closed: a reason where it was lost, and whom it was won against or lost to. */
const longestNote = 2000;

export interface Closing {
  reason: string | null;
  note: string | null;
  competitor: string | null;
}

interface Answers {
  reason?: string;
  note?: string;
  competitor?: string;
}

/** Asks why a deal was lost, and to whom; or against whom it was won. Cancelling leaves the deal where it was. */
export default function ClosingDialog({
  name,
  outcome,
  onClosed,
  onCancel,
}: {
  name: string;
  outcome: 'won' | 'lost';
  onClosed: (closing: Closing) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const clear = useClear();
  const [form] = Form.useForm<Answers>();
  const lost = outcome === 'lost';
  const reasons = useLostReasons();
  const competitors = useCompetitors();
  // Answered when the dialog has closed and let go of the focus: how it was closed, or null for not at all.
  const [answer, setAnswer] = useState<Closing | null>();
  const first = useRef<RefSelectProps>(null);

  return (
    <Modal
      open={answer === undefined}
      title={t(`deals.${outcome}.title`, { name })}
      okText={t(`deals.${outcome}.submit`)}
      okButtonProps={{ danger: lost }}
      cancelText={t('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={() => setAnswer(null)}
      afterClose={() => (answer ? onClosed(answer) : onCancel())}
      afterOpenChange={(open) => open && first.current?.focus()}
      mask={{ closable: false }}
      width={440}
    >
      <Problem error={(lost ? reasons.error : null) ?? competitors.error} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason, note, competitor }) =>
          setAnswer({ reason: reason ?? null, note: note?.trim() || null, competitor: competitor ?? null })
        }
      >
        {lost ? (
          <Form.Item
            name="reason"
            label={t('deals.fields.lost_reason_id')}
            rules={[{ required: true, message: t('errors.lost_reason_required') }]}
          >
            <Select
              ref={first}
              loading={reasons.isPending}
              options={reasons.data}
              placeholder={t('deals.lost.choose')}
            />
          </Form.Item>
        ) : null}
        {competitors.data?.length ? (
          <Form.Item name="competitor" label={t(`deals.against.${outcome}`)}>
            <Select
              ref={lost ? undefined : first}
              allowClear={clear}
              options={competitors.data}
              placeholder={t('deals.against.none')}
            />
          </Form.Item>
        ) : null}
        {lost ? (
          <Form.Item
            name="note"
            label={t('deals.fields.lost_note')}
            rules={[{ max: longestNote, message: t('form.check.tooLong', { max: longestNote }) }]}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} dir="auto" />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
