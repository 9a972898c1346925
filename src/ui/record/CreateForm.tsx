import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { drafts } from '../../lib/drafts';
import type { Values } from '../../lib/merge-changes';
import { RecordForm, type RecordFormProps } from '../form/RecordForm';
import { formDrafts } from '../form/useFormDraft';
import { useNewId } from '../form/useNewId';

/** The form of a new record; once it is saved, its page opens. */
export function CreateForm({
  resource,
  table = resource,
  write,
  submit,
  ...form
}: Pick<RecordFormProps, 'sections' | 'initial' | 'countryOf' | 'before'> & {
  resource: string;
  /** The table that it is written to, where that is called otherwise. */
  table?: string;
  /** Saves the record under this id. Rejects with an AtriumError. */
  write: (id: string, values: Values) => Promise<unknown>;
  /** What the button says, where it is more than "create". */
  submit?: string;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const id = useNewId('new');
  return (
    <RecordForm
      {...form}
      onSave={async (values) => {
        await write(id, values);
        drafts.drop(formDrafts);
        void message.success(t('form.saved'));
        await invalidate({ resource: table, invalidates: ['resourceAll'] });
      }}
      onSaved={() => void navigate(`/${resource}/${id}`, { replace: true })}
      onCancel={() => void navigate(`/${resource}`)}
      submit={submit ?? t('actions.create')}
    />
  );
}
