import { DeleteOutlined, EditOutlined, PhoneOutlined, PlusOutlined } from '@ant-design/icons';
import { useDelete, useInvalidate } from '@refinedev/core';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { EmailLink, PersonAvatar, Phone, type RowAction, RowMenu, StatusTag, useErrorText } from '../../ui';
import { Panel } from '../../ui/record';
import type { Contact, CustomerRecord } from './record';

const ActivityDrawer = lazy(() => import('../../ui/activities/ActivityDrawer'));
const ContactDrawer = lazy(() => import('./ContactDrawer'));

function ContactLine({
  contact,
  country,
  actions,
  onCall,
}: {
  contact: Contact;
  country: string | null;
  actions: RowAction[];
  onCall?: () => void;
}) {
  const { t } = useTranslation();
  const { full_name, job_title, is_primary, details } = contact;
  return (
    <li>
      <PersonAvatar name={full_name} size={32} />
      <div>
        <div className="at-people-name">
          <strong>
            <bdi>{full_name}</bdi>
          </strong>
          {is_primary ? <StatusTag tone="good">{t('customers.contacts.primary')}</StatusTag> : null}
        </div>
        {job_title ? <bdi className="at-people-role">{job_title}</bdi> : null}
        <div className="at-people-lines">
          {[details?.mobile, details?.phone].map((number) =>
            number ? <Phone key={number} value={number} country={country} /> : null,
          )}
          {details?.email ? <EmailLink value={details.email} /> : null}
        </div>
      </div>
      <span>
        {onCall ? (
          <Button
            type="text"
            size="small"
            icon={<PhoneOutlined aria-hidden />}
            aria-label={t('activities.logWith', { name: full_name })}
            title={t('activities.new.call')}
            onClick={onCall}
          />
        ) : null}
        <RowMenu name={full_name} actions={actions} />
      </span>
    </li>
  );
}

/** The people at a customer and how to reach them. */
export function ContactsPanel({
  customer,
  may,
  country,
}: {
  customer: CustomerRecord;
  may: (resource: string, action: string) => boolean;
  country: string | null;
}) {
  const { t } = useTranslation();
  const { modal, message, notification } = App.useApp();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const { mutateAsync: remove } = useDelete();
  const mayRead = useScope('contacts', 'read') !== null;
  const mayLog = useScope('activities', 'create') !== null;
  const [open, setOpen] = useState<Contact | 'new' | null>(null);
  const [calling, setCalling] = useState<Contact | null>(null);

  const deleteContact = async ({ id, full_name: name }: Contact) => {
    try {
      await remove({
        resource: 'contacts',
        id,
        meta: { trash: false },
        successNotification: false,
        errorNotification: false,
      });
      void message.success(t('customers.contacts.deleted', { name }));
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
    await invalidate({ resource: 'customers', invalidates: ['resourceAll'] });
  };
  const confirmDelete = (contact: Contact) =>
    modal.confirm({
      title: t('customers.contacts.deleteTitle', { name: contact.full_name }),
      content: t('customers.contacts.deleteText'),
      okText: t('customers.contacts.delete'),
      okButtonProps: { danger: true },
      cancelText: t('actions.cancel'),
      onOk: () => deleteContact(contact),
    });

  const actionsFor = (contact: Contact): RowAction[] => {
    const actions: RowAction[] = [];
    if (may('contacts', 'update') || may('customers.contact_details', 'update'))
      actions.push({
        key: 'edit',
        label: t('actions.edit'),
        icon: <EditOutlined />,
        onClick: () => setOpen(contact),
      });
    if (may('contacts', 'delete'))
      actions.push({
        key: 'delete',
        label: t('customers.contacts.delete'),
        icon: <DeleteOutlined />,
        danger: true,
        onClick: () => void confirmDelete(contact),
      });
    return actions;
  };

  if (!mayRead) return null;
  const contacts = [...customer.contacts].sort((a, b) => Number(b.is_primary) - Number(a.is_primary));
  return (
    <Panel
      title={t('customers.sections.contacts')}
      extra={
        may('contacts', 'create') ? (
          <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('customers.contacts.add')}
          </Button>
        ) : null
      }
    >
      {contacts.length === 0 ? (
        <p className="at-none">
          {t(may('contacts', 'create') ? 'customers.contacts.empty' : 'customers.noFacts')}
        </p>
      ) : null}
      <ul className="at-people">
        {contacts.map((contact) => (
          <ContactLine
            key={contact.id}
            contact={contact}
            country={country}
            actions={actionsFor(contact)}
            onCall={mayLog ? () => setCalling(contact) : undefined}
          />
        ))}
      </ul>
      {calling ? (
        <Suspense>
          <ActivityDrawer
            kind="call"
            about={{ kind: 'customers', id: customer.id }}
            contact={{ id: calling.id, name: calling.full_name }}
            onClose={() => setCalling(null)}
          />
        </Suspense>
      ) : null}
      {open ? (
        <Suspense>
          <ContactDrawer
            customer={customer}
            contact={open === 'new' ? null : open}
            country={country}
            mayEdit={may('contacts', open === 'new' ? 'create' : 'update')}
            mayReach={may('customers.contact_details', 'update')}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      ) : null}
    </Panel>
  );
}
