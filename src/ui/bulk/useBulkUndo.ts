import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { undoBulk } from '../../lib/bulk';
import { useMe } from '../../providers/me';
import { useErrorText } from '../states';
import { useFormats } from '../useFormats';
import './texts';

/** Undoes a change of many records, or a deletion, and says how it went: `await undo(job, resource)`. */
export function useBulkUndo(): (job: string, resource: string) => Promise<void> {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  return async (job, resource) => {
    try {
      const { undone, kept } = (await undoBulk(client, job)).counts;
      const text = t('changes.undone', { count: undone, number: formats.number(undone) });
      if (kept > 0)
        void message.warning(`${text} ${t('changes.kept', { count: kept, number: formats.number(kept) })}`);
      else void message.success(text);
    } catch (error) {
      void message.error(errorText(error));
    }
    await Promise.all(
      [resource, 'bulk_jobs'].map((name) => invalidate({ resource: name, invalidates: ['resourceAll'] })),
    );
  };
}
