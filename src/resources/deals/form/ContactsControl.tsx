import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ControlSlot } from '../../../ui/form';
import { useClear } from '../../../ui/useClear';
import { useContactsOf } from '../../../ui/useContactsOf';
import { contactRoles } from '../options';
import type { Part } from '../record';
import { useWords } from '../useWords';

const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value : []);

/** Who at the customer has which part in a deal. */
export function ContactsControl({ value, onChange, disabled }: ControlSlot) {
  const { t } = useTranslation();
  const clear = useClear();
  const { choices } = useWords();
  const form = Form.useFormInstance();
  const customer: unknown = Form.useWatch('customer_id', form);
  const customerId = typeof customer === 'string' && customer !== '' ? customer : null;
  const { data: people } = useContactsOf(customerId);
  if (customerId === null) return <p className="at-hint">{t('deals.people.noCustomer')}</p>;

  const all = partsOf(value);
  // Those of a customer whom the deal had before are left behind.
  const parts = people
    ? all.filter(({ contact_id }) => people.some((person) => person.value === contact_id))
    : all;
  const nameOf = (id: string) => people?.find((person) => person.value === id)?.label ?? '…';
  const others =
    people?.filter((person) => !parts.some(({ contact_id }) => contact_id === person.value)) ?? [];
  const order = (next: Part[]) => next.toSorted((a, b) => a.contact_id.localeCompare(b.contact_id));

  return (
    <div className="at-items">
      {people?.length === 0 ? <p className="at-hint">{t('deals.people.none')}</p> : null}
      <ul>
        {parts.map((part) => (
          <li key={part.contact_id} className="at-part">
            <bdi>{nameOf(part.contact_id)}</bdi>
            <Select
              aria-label={`${nameOf(part.contact_id)}: ${t('deals.people.role')}`}
              placeholder={t('deals.people.noRole')}
              allowClear={clear}
              disabled={disabled}
              value={part.role ?? undefined}
              options={choices('roles', contactRoles)}
              onChange={(role?: string) =>
                onChange?.(parts.map((other) => (other === part ? { ...part, role: role ?? null } : other)))
              }
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              disabled={disabled}
              aria-label={t('deals.people.remove', { name: nameOf(part.contact_id) })}
              onClick={() => onChange?.(parts.filter((other) => other !== part))}
            />
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Select
          aria-label={t('deals.people.add')}
          placeholder={t('deals.people.add')}
          className="at-part-add"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={null}
          options={others}
          onChange={(id: string | null) =>
            id && onChange?.(order([...parts, { contact_id: id, role: null }]))
          }
        />
      ) : null}
    </div>
  );
}
