import { Select } from 'antd';
import type { FilterOption } from '../list/types';
import type { ControlSlot } from './types';

/** Chooses any number of what there is; nothing is shown as chosen until its name is here. */
export function ManyControl({
  value,
  onChange,
  options,
  ...slot
}: ControlSlot & {
  /** Undefined while they are on their way. */
  options: readonly FilterOption[] | undefined;
}) {
  return (
    <Select<string[]>
      {...slot}
      mode="multiple"
      className="at-wide"
      loading={!options}
      showSearch={{ optionFilterProp: 'label' }}
      value={options && Array.isArray(value) ? value.map(String) : []}
      options={[...(options ?? [])]}
      onChange={(next) => onChange?.([...next].sort())}
    />
  );
}
