import { useTranslation } from 'react-i18next';
import { Panel } from '../record/Panel';
import { TableSkeleton } from '../Skeletons';
import { ErrorState } from '../states';
import { AddFiles } from './AddFiles';
import type { Filed } from './attachment';
import { DeletedFiles } from './DeletedFiles';
import { FileItem } from './FileItem';
import { useFiles } from './useFiles';
import './files.css';
import './texts';

/** The files on a record, the latest first, and the place to add some. */
export function FilesPanel({ of }: { of: Filed }) {
  const { t } = useTranslation();
  const query = useFiles(of);
  const files = query.data;
  return (
    <Panel title={t('files.title')}>
      {query.isPending ? <TableSkeleton /> : null}
      {query.isError && !files ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {files ? (
        <>
          {files.may_change ? <AddFiles of={of} limits={files} /> : null}
          {files.entries.length === 0 ? (
            files.may_change ? null : (
              <p className="at-hint">{t('files.none')}</p>
            )
          ) : (
            <ul className="at-files" aria-label={t('files.title')}>
              {files.entries.map((file) => (
                <FileItem key={file.id} of={of} file={file} mayChange={files.may_change} />
              ))}
            </ul>
          )}
          {files.deleted.length > 0 ? <DeletedFiles of={of} deleted={files.deleted} /> : null}
        </>
      ) : null}
    </Panel>
  );
}
