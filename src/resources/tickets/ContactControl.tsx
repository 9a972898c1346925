import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import type { ControlSlot } from '../../ui/form';
import { useClear } from '../../ui/useClear';
import { loadContacts } from './lookups';

/** Chooses who asks, among the contacts of the customer that the form names; another customer empties the choice. */
export function ContactControl({ value, onChange, ...props }: ControlSlot) {
  const { t } = useTranslation();
  const clear = useClear();
  const { client } = useMe();
  const customer: unknown = Form.useWatch('customer_id');
  const id = typeof customer === 'string' ? customer : '';
  const { data, isPending } = useQuery({
    queryKey: ['data', 'default', 'contacts', 'of', id],
    queryFn: () => loadContacts(client, id),
    enabled: id !== '',
  });

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
      loading={isPending && id !== ''}
      showSearch={{ optionFilterProp: 'label' }}
      value={data && typeof value === 'string' ? value : undefined}
      options={data}
      notFoundContent={t('list.noOption')}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  );
}
