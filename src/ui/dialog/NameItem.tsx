import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The field `name` of a short form: wanted, and where one begins. */
export function NameItem({ label }: { label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="name"
      label={label}
      rules={[{ required: true, whitespace: true, message: t('form.check.required') }]}
    >
      <Input maxLength={120} autoFocus />
    </Form.Item>
  );
}
