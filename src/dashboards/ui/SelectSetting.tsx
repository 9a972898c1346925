import { Form, Select } from 'antd';
import { useId } from 'react';

/** One setting of a widget: a choice among a few. */
export function SelectSetting<T extends string | number>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <Form.Item layout="vertical" label={label} htmlFor={id}>
      <Select<T> id={id} value={value} options={options} onChange={onChange} />
    </Form.Item>
  );
}
