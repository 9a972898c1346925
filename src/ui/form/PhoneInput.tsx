import { Input, type InputProps } from 'antd';
import { loadPhoneReader } from '../Phone';

/**
 * A phone number: what was typed becomes what its country writes when one leaves the field, and stays as it is when it
 * cannot be told. Always left to right.
 */
export function PhoneInput({
  value,
  onChange,
  country,
  longest = 40,
  ...props
}: Omit<InputProps, 'onChange' | 'value'> & {
  value: string;
  onChange?: (value: string) => void;
  country?: string | null;
  /** Most characters. */
  longest?: number;
}) {
  const settle = async () => {
    const typed = value.trim();
    if (!typed) return;
    try {
      const read = await loadPhoneReader();
      const known = read(typed, country);
      if (known && known.written !== value && known.written.length <= longest) onChange?.(known.written);
    } catch {
      // Without the reader the number is kept as it was typed.
    }
  };
  return (
    <Input
      {...props}
      type="tel"
      dir="ltr"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      onBlur={() => void settle()}
    />
  );
}
