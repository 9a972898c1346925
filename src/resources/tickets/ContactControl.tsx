import { Form, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlSlot } from '../../ui/form';
import { useClear } from '../../ui/useClear';
import { useContactsOf } from '../../ui/useContactsOf';

/** Chooses who asks, among the contacts of the customer that the form names; another customer empties the choice. */
export function ContactControl({ value, onChange, ...props }: ControlSlot) {
  const { t } = useTranslation();
  const clear = useClear();
  const customer: unknown = Form.useWatch('customer_id');
  const id = typeof customer === 'string' ? customer : '';
  const { data, isLoading } = useContactsOf(id || null);

  const last = useRef(id);
  useEffect(() => {
    if (last.current !== '' && id !== last.current) onChange?.(null);
    last.current = id;
  }, [id, onChange]);

  return (
    <Select<string>
      {...props}
      className="at-wide"
      allowClear={clear}
      loading={isLoading}
      showSearch={{ optionFilterProp: 'label' }}
      value={data && typeof value === 'string' ? value : undefined}
      options={data}
      notFoundContent={t('list.noOption')}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  );
}
