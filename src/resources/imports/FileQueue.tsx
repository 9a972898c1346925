import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ImportFileError } from '../../lib/import/source';
import { StatusTag, useErrorText, useFormats } from '../../ui';
import { Earlier } from './Earlier';
import type { ImportFile } from './files';

/** Why a file cannot be read, in the reader's language. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation();
  const other = useErrorText();
  return (error) =>
    error instanceof ImportFileError ? t(`imports.problems.${error.key}`, error.params) : other(error);
}

/** The files that were dropped, in the order in which they are best imported, each with what it seems to hold. */
export function FileQueue({
  files,
  onOpen,
  onRemove,
}: {
  files: readonly ImportFile[];
  onOpen: (file: ImportFile) => void;
  onRemove: (file: ImportFile) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const problem = useProblemText();
  const next = files.find(({ state }) => state !== 'imported' && state !== 'failed');

  const about = ({ state, rows, mapping, analysis, error }: ImportFile) => {
    if (state === 'failed') return <span role="alert">{problem(error)}</span>;
    if (state === 'reading') return t('imports.queue.reading', { rows: formats.number(rows) });
    return t('imports.queue.holds', {
      what: mapping ? t(`imports.targets.${mapping.target}`) : '',
      count: analysis?.rows ?? 0,
      rows: formats.number(analysis?.rows ?? 0),
    });
  };

  return (
    <ol className="imports-queue">
      {files.map((file) => (
        <li key={file.id}>
          <div className="imports-queue-text">
            <bdi>{file.file.name}</bdi>
            <span className={file.state === 'failed' ? 'imports-wrong' : 'imports-quiet'}>{about(file)}</span>
          </div>
          {file.state === 'imported' ? (
            <StatusTag tone="good">{t('imports.statuses.done')}</StatusTag>
          ) : (
            <>
              {file.state === 'ready' ? (
                <Button type={file === next ? 'primary' : 'default'} onClick={() => onOpen(file)}>
                  {t(file === next ? 'imports.queue.start' : 'imports.queue.open')}
                </Button>
              ) : null}
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('imports.queue.remove', { file: file.file.name })}
                onClick={() => onRemove(file)}
              />
            </>
          )}
          {file.earlier && file.state === 'ready' ? <Earlier earlier={file.earlier} /> : null}
        </li>
      ))}
    </ol>
  );
}
