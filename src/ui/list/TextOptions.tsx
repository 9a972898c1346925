import { Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { OptionsProps } from './types';

/** A text to type. */
export default function TextOptions({ filter, values, onChange, onClose }: OptionsProps) {
  const [text, setText] = useState(values[0] ?? '');
  const take = () => onChange(text.trim() === '' ? [] : [text.trim()]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter') return;
    take();
    onClose();
  };
  return (
    <Input
      aria-label={filter.label}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}
