import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useRpc } from '../../providers/useRpc';
import { FormDrawer } from '../../ui/dialog';
import type { FieldDef, FormSection } from '../../ui/form';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { toPayload } from './payload';
import { type Contact, type CustomerRecord, contactSelect, contactVersionOf } from './record';

/** A person at a customer: new, or to be changed. Saved with how to reach them, whole or not at all. */
export default function ContactDrawer({
  customer,
  contact,
  country,
  mayEdit,
  mayReach,
  onClose,
}: {
  customer: CustomerRecord;
  /** Null for a new one. */
  contact: Contact | null;
  country: string | null;
  mayEdit: boolean;
  mayReach: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const rpc = useRpc();
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  // Kept while the form is open: sent twice, because an answer was lost, it is still one person.
  const [id] = useState(() => contact?.id ?? crypto.randomUUID());

  const sections = useMemo<FormSection[]>(() => {
    const field = (
      part: string,
      name: string,
      more: Omit<FieldDef, 'part' | 'name' | 'label'>,
    ): FieldDef => ({
      part,
      name,
      label: t(`customers.contacts.${name}`),
      wide: true,
      ...more,
    });
    const own: FormSection = {
      key: 'contact-own',
      title: t('customers.sections.person'),
      fields: [
        field('contact', 'full_name', { type: 'text', required: true, max: 200 }),
        field('contact', 'job_title', { type: 'text', max: 120 }),
        field('contact', 'is_primary', { type: 'switch' }),
        field('contact', 'language', { type: 'language' }),
        field('contact', 'notes', { type: 'multiline', max: 10_000 }),
      ],
    };
    const reach: FormSection = {
      key: 'contact-reach',
      title: t('customers.sections.contact'),
      fields: [
        field('contact_details', 'mobile', { type: 'phone' }),
        field('contact_details', 'phone', { type: 'phone' }),
        field('contact_details', 'email', { type: 'email' }),
      ],
    };
    return [...(mayEdit ? [own] : []), ...(mayReach ? [reach] : [])];
  }, [t, mayEdit, mayReach]);

  const initial: Values = { ...contact?.details, ...contact };
  const fields = useMemo(() => sections.flatMap((section) => section.fields), [sections]);
  const { save: saveOver, dialog } = useSaveRecord<Contact>({
    resource: 'contacts',
    id,
    select: contactSelect,
    fields,
    versionOf: contactVersionOf,
    write: (values, changed, { versions, values: before }) =>
      rpc('save_contact', {
        payload: { id, ...toPayload(fields, { values, changed, before, versions }) },
      }),
  });
  const save = async (values: Values, changed: string[]) => {
    if (contact) await saveOver(contact, { ...initial, ...values });
    else {
      const payload = toPayload(fields, { values, changed, before: initial, versions: {} });
      await rpc('save_contact', { payload: { id, new: true, customer_id: customer.id, ...payload } });
    }
    void message.success(t('customers.contacts.saved'));
    await invalidate({ resource: 'customers', invalidates: ['resourceAll'] });
  };

  return (
    <>
      <FormDrawer
        title={
          contact
            ? t('customers.contacts.edit', { name: contact.full_name })
            : t('customers.contacts.addTo', { name: customer.name })
        }
        sections={sections}
        initial={initial}
        onSave={save}
        onClose={onClose}
        submit={t('actions.save')}
        countryOf={() => country}
      />
      {dialog}
    </>
  );
}
