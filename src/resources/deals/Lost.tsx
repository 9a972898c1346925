import { Form, Input, Modal, type RefSelectProps, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { Problem } from '../../ui/dialog';
import type { FilterOption } from '../../ui/list';
import { useClear } from '../../ui/useClear';
import { loadCompetitors, loadLostReasons } from './lookups';

export interface Loss {
  reason: string;
  note: string | null;
  competitor: string | null;
}

/** Asks why a deal was lost. Cancelling leaves the deal where it was. */
export default function LostDialog({
  name,
  onLost,
  onCancel,
}: {
  name: string;
  onLost: (loss: Loss) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const clear = useClear();
  const [form] = Form.useForm<{ reason: string; note?: string; competitor?: string }>();
  const [reasons, setReasons] = useState<FilterOption[]>();
  const [competitors, setCompetitors] = useState<FilterOption[]>();
  const [problem, setProblem] = useState<unknown>();
  // Answered when the dialog has closed and let go of the focus: a loss, or null for none.
  const [answer, setAnswer] = useState<Loss | null>();
  const choice = useRef<RefSelectProps>(null);

  useEffect(() => {
    loadLostReasons(client, { active: true }).then(setReasons, setProblem);
    loadCompetitors(client, { active: true }).then(setCompetitors, setProblem);
  }, [client]);

  return (
    <Modal
      open={answer === undefined}
      title={t('deals.lost.title', { name })}
      okText={t('deals.lost.submit')}
      okButtonProps={{ danger: true }}
      cancelText={t('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={() => setAnswer(null)}
      afterClose={() => (answer ? onLost(answer) : onCancel())}
      afterOpenChange={(open) => open && choice.current?.focus()}
      mask={{ closable: false }}
      width={440}
    >
      <Problem error={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason, note, competitor }) =>
          setAnswer({ reason, note: note?.trim() || null, competitor: competitor ?? null })
        }
      >
        <Form.Item
          name="reason"
          label={t('deals.fields.lost_reason_id')}
          rules={[{ required: true, message: t('errors.lost_reason_required') }]}
        >
          <Select ref={choice} loading={!reasons} options={reasons} placeholder={t('deals.lost.choose')} />
        </Form.Item>
        {competitors?.length ? (
          <Form.Item name="competitor" label={t('deals.against.lost')}>
            <Select allowClear={clear} options={competitors} placeholder={t('deals.against.none')} />
          </Form.Item>
        ) : null}
        <Form.Item name="note" label={t('deals.fields.lost_note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} dir="auto" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
