import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Spin } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBucket } from '../../providers/useBucket';
import { ErrorState } from '../states';
import { type Attachment, previewOf } from './attachment';

const PdfPages = lazy(() => import('./PdfPages'));

/** A file to look at: its bytes are fetched as its reader, and forgotten when it is closed. */
export default function Preview({
  file,
  onFetch,
  onClose,
}: {
  file: Attachment;
  onFetch: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const bucket = useBucket('attachments');
  const { data, error, refetch } = useQuery({
    queryKey: ['file', file.id],
    queryFn: () => bucket.get(file.id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <Modal
      open
      width={960}
      title={<bdi>{file.name}</bdi>}
      onCancel={onClose}
      footer={<Button onClick={onFetch}>{t('files.fetch')}</Button>}
    >
      <div className="at-files-preview" aria-busy={!data && !error}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data ? <Shown blob={data} file={file} /> : error ? null : <Spin />}
      </div>
    </Modal>
  );
}

function Shown({ blob, file }: { blob: Blob; file: Attachment }) {
  const kind = previewOf(file.mime_type);
  if (kind === 'pdf')
    return (
      <Suspense fallback={<Spin />}>
        <PdfPages blob={blob} />
      </Suspense>
    );
  return kind === 'picture' ? (
    <Picture blob={blob} file={file} />
  ) : (
    <PlainText blob={blob} name={file.name} />
  );
}

function Picture({ blob, file }: { blob: Blob; file: Attachment }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([blob], { type: file.mime_type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, file.mime_type]);
  if (broken) return <p className="at-hint">{t('files.broken')}</p>;
  return address ? <img src={address} alt={file.name} onError={() => setBroken(true)} /> : null;
}

/** No more of a text than this, in characters: the rest is for a program that is made for it. */
const mostText = 200_000;

function PlainText({ blob, name }: { blob: Blob; name: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  useEffect(() => {
    let here = true;
    void blob.text().then((found) => here && setText(found));
    return () => {
      here = false;
    };
  }, [blob]);
  return (
    <>
      <Input.TextArea
        readOnly
        dir="auto"
        aria-label={name}
        value={text.slice(0, mostText)}
        autoSize={{ minRows: 3, maxRows: 24 }}
      />
      {text.length > mostText ? <p className="at-hint">{t('files.cut')}</p> : null}
    </>
  );
}
