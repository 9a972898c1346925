import { CloseOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';
import type { Upload } from './useUploads';

/** How far a file has come on its way, and what stops it. */
export function SendingFile({ upload, onCancel }: { upload: Upload; onCancel: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { file, sent } = upload;
  const { name } = file;
  const label = t(sent === undefined ? 'files.waiting' : 'files.sending', { name });
  return (
    <span className="at-files-sending">
      <span>{label}</span>
      <Progress
        percent={Math.floor(100 * (sent ?? 0))}
        status="active"
        aria-label={label}
        format={(percent = 0) => formats.percent(percent / 100)}
      />
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('files.cancel', { name })}
        title={t('files.cancel', { name })}
        onClick={onCancel}
      />
    </span>
  );
}
