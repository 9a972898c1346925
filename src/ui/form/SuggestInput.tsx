import { AutoComplete, type AutoCompleteProps } from 'antd';
import { useState } from 'react';
import type { FilterOption } from '../list/types';

/** A text that others have written before, most likely: what there is already is offered, anything else is taken too. */
export function SuggestInput({
  suggest,
  value,
  onChange,
  ...props
}: Omit<AutoCompleteProps, 'onChange' | 'value' | 'options'> & {
  suggest: () => Promise<readonly FilterOption[]>;
  value: string;
  onChange?: (value: string) => void;
}) {
  const [options, setOptions] = useState<FilterOption[]>();
  const load = () => {
    if (options) return;
    suggest().then(
      (found) => setOptions([...found]),
      // Without suggestions one still writes what one knows.
      () => undefined,
    );
  };
  return (
    <AutoComplete
      {...props}
      className="at-wide"
      value={value}
      options={options}
      showSearch={{
        filterOption: (typed, option) => String(option?.label).toLowerCase().includes(typed.toLowerCase()),
      }}
      onFocus={load}
      onChange={(next: string) => onChange?.(next)}
    />
  );
}
