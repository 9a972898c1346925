import { CheckCircleOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DeniedState, PageHeader, useUnsaved } from '../../ui';
import { DropZone } from './DropZone';
import { FileQueue } from './FileQueue';
import { FileSteps } from './FileSteps';
import type { ImportFile } from './files';
import { useFiles, useTargets } from './useFiles';
import './imports.css';
import './texts';

/** From dropped files to records, one file after the other. */
export default function ImportNew() {
  const { t } = useTranslation();
  const allowed = useTargets();
  const invalidate = useInvalidate();
  const { files, add, change, remove, read } = useFiles();
  const [openId, setOpenId] = useState<string>();
  const [last, setLast] = useState<ImportFile>();
  const open = files.find(({ id }) => id === openId);
  useUnsaved(open !== undefined);
  if (allowed.length === 0) return <DeniedState />;

  const done = (file: ImportFile) => {
    change(file.id, { state: 'imported' });
    setLast(file);
    setOpenId(undefined);
    void invalidate({ invalidates: ['all'] });
  };
  const crumbs = [{ title: t('imports.title'), to: '/imports' }];

  if (open) {
    return (
      <>
        <PageHeader title={open.file.name} crumbs={crumbs} />
        <FileSteps
          key={open.id}
          file={open}
          onChange={(changes) => change(open.id, changes)}
          onReading={(reading) => void read(open, reading)}
          onClose={() => setOpenId(undefined)}
          onDone={() => done(open)}
        />
      </>
    );
  }

  const waiting = files.filter(({ state }) => state === 'ready' || state === 'reading');
  return (
    <>
      <PageHeader title={t('imports.create')} crumbs={crumbs} hint={t('imports.hint')} />
      {last ? (
        <Alert
          className="imports-last"
          type="success"
          showIcon
          icon={<CheckCircleOutlined />}
          title={t('imports.finished', { file: last.file.name })}
          description={waiting.length > 0 ? t('imports.finishedNext') : t('imports.finishedAll')}
          action={last.job ? <Link to={`/imports/${last.job}`}>{t('imports.seeResult')}</Link> : null}
        />
      ) : null}
      {files.length > 0 ? (
        <FileQueue files={files} onOpen={({ id }) => setOpenId(id)} onRemove={({ id }) => remove(id)} />
      ) : null}
      <DropZone onFiles={add} />
      <section className="imports-guide">
        <h2>{t('imports.guide.title')}</h2>
        <p>{t('imports.guide.hint')}</p>
        <ol>
          {allowed.map((target) => (
            <li key={target}>
              <strong>{t(`imports.targets.${target}`)}</strong> – {t(`imports.guide.${target}`)}
            </li>
          ))}
        </ol>
      </section>
      {files.length > 0 && waiting.length === 0 ? (
        <div className="imports-actions">
          <Link to="/imports">
            <Button>{t('imports.toList')}</Button>
          </Link>
        </div>
      ) : null}
    </>
  );
}
