import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The field `name` of a short form: wanted, and where one begins. */
export function NameItem({ label, max = 120 }: { label: string; max?: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="name"
      label={label}
      rules={[{ required: true, whitespace: true, message: t('form.check.required') }]}
    >
      <Input maxLength={max} autoFocus />
    </Form.Item>
  );
}
