import { Alert, Button, Modal } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRpc } from '../../providers/useRpc';
import { useErrorText, useFormats } from '../../ui';
import { saveFile } from '../../ui/list/exportCsv';
import { type Head, type Problem, readHead, type Verdict, verifyAll } from './verify';
import '../../ui/audit/texts';

function Problems({ problems, onClose }: { problems: readonly Problem[]; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const text = ({ kind, id, number }: Problem) =>
    t(`audit.problems.${kind}`, {
      id: formats.number(id ?? 0, { useGrouping: false }),
      number: formats.number(number ?? 0, { useGrouping: false }),
    });
  return (
    <ul className="audit-problems">
      {problems.map((problem) => (
        <li key={`${problem.kind} ${problem.id ?? problem.number}`}>
          {problem.id !== undefined && problem.kind !== 'missing' ? (
            <Link to={`/audit?entry=${problem.id}`} onClick={onClose}>
              {text(problem)}
            </Link>
          ) : (
            text(problem)
          )}
        </li>
      ))}
    </ul>
  );
}

/** Verifies the log's seals, against a head kept outside if there is one, and hands out the present head. */
export function VerifyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  const rpc = useRpc();
  const input = useId();
  const [kept, setKept] = useState<Head | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [lines, setLines] = useState<number | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const take = async (file: File | undefined) => {
    setProblem(null);
    const head = file ? readHead(await file.text()) : null;
    if (file && !head) setProblem(t('audit.verify.badHead'));
    setKept(head);
  };
  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    setVerdict(null);
    setLines(0);
    try {
      const ask = (payload: Record<string, unknown>) =>
        rpc('verify_audit', { payload }, { signal: controller.signal });
      setVerdict(await verifyAll(ask, kept, controller.signal, setLines));
    } catch (error) {
      if (!controller.signal.aborted) setProblem(errorText(error));
    } finally {
      if (running.current === controller) setLines(null);
    }
  };
  const stop = () => {
    running.current?.abort();
    setLines(null);
  };
  const close = () => {
    stop();
    onClose();
  };
  const count = (value: number) => formats.number(value);

  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('audit.verify.title')}
      closable={{ 'aria-label': t('actions.close') }}
      footer={
        lines === null ? (
          <Button type="primary" onClick={() => void start()}>
            {t('audit.verify.start')}
          </Button>
        ) : (
          <Button onClick={stop}>{t('audit.verify.stop')}</Button>
        )
      }
    >
      <div className="audit-verify">
        <p>{t('audit.verify.hint')}</p>
        <div>
          <label htmlFor={input}>{t('audit.verify.compare')}</label>
          <input
            id={input}
            type="file"
            accept=".json,application/json"
            aria-describedby={`${input}-hint`}
            onChange={(event) => void take(event.target.files?.[0])}
          />
          <small id={`${input}-hint`}>{t('audit.verify.compareHint')}</small>
        </div>
        <div role="status">
          {lines === null ? null : <p>{t('audit.verify.running', { lines: count(lines) })}</p>}
          {verdict && verdict.problems.length === 0 ? (
            <Alert type="success" showIcon title={t('audit.verify.good', { lines: count(verdict.lines) })} />
          ) : null}
        </div>
        {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
        {verdict && verdict.problems.length > 0 ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t('audit.verify.bad', { lines: count(verdict.lines) })}
            description={<Problems problems={verdict.problems} onClose={close} />}
          />
        ) : null}
        {verdict?.head ? <HeadLine head={verdict.head} /> : null}
      </div>
    </Modal>
  );
}

function HeadLine({ head }: { head: Head }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const save = () => {
    const file = new Blob([`${JSON.stringify(head, null, 2)}\n`], { type: 'application/json' });
    saveFile(file, `${t('audit.title')} ${head.number}`, 'json');
  };
  return (
    <div className="audit-head">
      <p>
        {t('audit.verify.head', {
          number: formats.number(head.number, { useGrouping: false }),
          time: head.taken_at ? formats.exact(head.taken_at) : '',
        })}
      </p>
      <code dir="ltr">{head.hash}</code>
      <Button onClick={save}>{t('audit.verify.download')}</Button>
      <small>{t('audit.verify.keep')}</small>
    </div>
  );
}
