import {
  DeleteOutlined,
  DownloadOutlined,
  EyeOutlined,
  FileExcelOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FileTextOutlined,
} from '@ant-design/icons';
import { App, Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveAs } from '../../lib/saveAs';
import { useBucket } from '../../providers/useBucket';
import { DateTimeText } from '../DateTimeText';
import { MenuOnDemand } from '../MenuOnDemand';
import { RowMenu } from '../RowMenu';
import { useErrorText } from '../states';
import { useUndoNotice } from '../useUndoNotice';
import { type Attachment, type Filed, previewOf } from './attachment';
import { sayBytes } from './bytes';
import { useWriteFiles } from './useFiles';

const Preview = lazy(() => import('./Preview'));

function iconOf(mimeType: string): ReactNode {
  const preview = previewOf(mimeType);
  if (/excel|spreadsheet|csv/.test(mimeType)) return <FileExcelOutlined />;
  if (preview === 'picture') return <FileImageOutlined />;
  if (preview === 'pdf') return <FilePdfOutlined />;
  return /text|word/.test(mimeType) ? <FileTextOutlined /> : <FileOutlined />;
}

/** One file: looked at where that can be, fetched otherwise, deleted with a way back. */
export function FileItem({ of, file, mayChange }: { of: Filed; file: Attachment; mayChange: boolean }) {
  const { t, i18n } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const offerUndo = useUndoNotice();
  const bucket = useBucket('attachments');
  const { remove, restore } = useWriteFiles(of);
  const [looking, setLooking] = useState(false);
  const [fetching, setFetching] = useState(false);
  const canPreview = previewOf(file.mime_type) !== null;

  const guarded = async (title: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      notification.error({ title, description: errorText(error) });
    }
  };
  const download = async () => {
    setFetching(true);
    await guarded(t('files.notFetched'), async () => saveAs(await bucket.get(file.id), file.name));
    setFetching(false);
  };
  const putBack = () =>
    guarded(t('files.notRestored'), async () => {
      await restore(file.id);
      void message.success(t('files.restored'));
    });
  const take = () =>
    guarded(t('files.notDeleted'), async () => {
      await remove(file.id);
      offerUndo(`file-${file.id}`, t('files.deleted', { name: file.name }), putBack);
    });
  const name = t('files.actions', { name: file.name });
  const actions = [
    ...(canPreview
      ? [{ key: 'look', label: t('files.look'), icon: <EyeOutlined />, onClick: () => setLooking(true) }]
      : []),
    { key: 'fetch', label: t('files.fetch'), icon: <DownloadOutlined />, onClick: () => void download() },
    ...(mayChange
      ? [
          {
            key: 'delete',
            label: t('files.delete'),
            icon: <DeleteOutlined />,
            danger: true,
            onClick: () => void take(),
          },
        ]
      : []),
  ];
  return (
    <li>
      <span className="at-files-icon" aria-hidden>
        {iconOf(file.mime_type)}
      </span>
      <span className="at-files-what">
        <Button
          type="link"
          dir="auto"
          className="at-files-name"
          loading={fetching}
          onClick={() => (canPreview ? setLooking(true) : void download())}
        >
          {file.name}
        </Button>
        <span className="at-files-facts">
          <bdi>{sayBytes(file.size, i18n.language)}</bdi> · <bdi>{file.author}</bdi> ·{' '}
          <DateTimeText value={file.at} />
        </span>
      </span>
      <MenuOnDemand name={name} menu={() => <RowMenu name={name} actions={actions} startOpen />} />
      {looking ? (
        <Suspense fallback={null}>
          <Preview file={file} onFetch={() => void download()} onClose={() => setLooking(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}
