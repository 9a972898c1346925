import { App } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { Values } from '../../lib/merge-changes';
import { RecordForm, type RecordFormProps } from '../form/RecordForm';
import { Viewers } from '../live/Viewers';
import { PageHeader } from '../PageHeader';
import { DeniedState } from '../states';

/** Goes to the section that the address names, once it is drawn. */
function useSectionOfAddress() {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}

/** The page that changes a record; what stands on it is an `EditForm`. */
export function EditPage({
  resource,
  id,
  name,
  children,
}: {
  resource: string;
  id: string;
  /** What the record is called. */
  name: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={t('form.editTitle', { name })}
        extra={<Viewers table={resource} id={id} editing />}
        crumbs={[
          { title: t(`${resource}.title`), to: `/${resource}` },
          { title: name, to: `/${resource}/${id}` },
        ]}
      />
      {children}
    </>
  );
}

/** The form of a record's page for changing it: what may be changed, saved over the version that it was filled with. */
export function EditForm({
  resource,
  id,
  onSave,
  dialog,
  ...form
}: Pick<RecordFormProps, 'sections' | 'initial' | 'countryOf'> & {
  resource: string;
  id: string;
  onSave: (values: Values) => Promise<void>;
  /** What asks where others changed the same. */
  dialog: ReactNode;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  useSectionOfAddress();
  // The record may be deleted, or a right lost, while one types: saving says so, and nothing typed goes away.
  const [first] = useState(form.sections);
  const sections = first.map((one) => form.sections.find(({ key }) => key === one.key) ?? one);
  if (sections.length === 0) return <DeniedState />;
  const back = () => void navigate(`/${resource}/${id}`);
  return (
    <>
      <RecordForm
        {...form}
        sections={sections}
        onSave={async (values) => {
          await onSave({ ...form.initial, ...values });
          void message.success(t('form.saved'));
        }}
        onSaved={back}
        onCancel={back}
        submit={t('actions.save')}
      />
      {dialog}
    </>
  );
}
