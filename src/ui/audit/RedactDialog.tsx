import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { TableSkeleton } from '../Skeletons';
import { ErrorState, useErrorText } from '../states';
import { useFormats } from '../useFormats';
import { type RedactionTarget, readPreview } from './redaction';
import { useAuditWords } from './useAuditWords';
import './texts';

const longestReason = 500;

/**
 * Takes values out of the audit log for good: says which are there, asks which go and why, and once more before it is done.
 * That it was done stands in the log itself.
 */
export default function RedactDialog({
  targets,
  onClose,
}: {
  /** What may be meant, the first chosen; by what each is called. */
  targets: readonly { label: string; target: RedactionTarget }[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const rpc = useRpc();
  const queries = useQueryClient();
  const words = useAuditWords()({});
  const fieldId = useId();
  const [chosen, setChosen] = useState(0);
  const [picked, setPicked] = useState<readonly string[]>();
  const [reason, setReason] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const target = targets[chosen]?.target;
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', 'redaction', target],
    queryFn: async ({ signal }) =>
      readPreview(await rpc('preview_redaction', { payload: target }, { signal })),
    gcTime: 0,
  });
  const fields = picked ?? data?.fields.flatMap(({ field, personal }) => (personal ? [field] : [])) ?? [];
  const nothing = data?.fields.length === 0;

  const choose = (place: number) => {
    setChosen(place);
    setPicked(undefined);
  };
  const ask = () => {
    setUnsaid(reason.trim() === '');
    if (reason.trim() !== '') setSure(true);
  };
  const redact = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const lines = Number(await rpc('redact_audit', { payload: { ...target, fields, reason } }));
      void message.success(t('audit.redact.done', { count: lines, lines: formats.number(lines) }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['audit'] });
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };

  const close = <Button onClick={onClose}>{t('actions.cancel')}</Button>;
  return (
    <Modal
      open
      title={t(sure ? 'audit.redact.sure' : 'audit.redact.title')}
      onCancel={onClose}
      width={520}
      footer={
        nothing ? (
          <Button onClick={onClose}>{t('actions.close')}</Button>
        ) : sure ? (
          <>
            <Button onClick={() => setSure(false)}>{t('actions.back')}</Button>
            <Button danger type="primary" loading={busy} onClick={() => void redact()}>
              {t('audit.redact.submit')}
            </Button>
          </>
        ) : (
          <>
            {close}
            <Button danger disabled={!data || fields.length === 0} onClick={ask}>
              {t('audit.redact.next')}
            </Button>
          </>
        )
      }
    >
      <div className="at-redact">
        {problem ? (
          <p className="at-form-error" role="alert">
            {errorText(problem)}
          </p>
        ) : null}
        {sure ? (
          <>
            <p>{t('audit.redact.sureHint')}</p>
            <ul>
              {data?.fields
                .filter(({ field }) => fields.includes(field))
                .map(({ field, table, resource }) => (
                  <li key={field}>{words.field({ table, resource }, field)}</li>
                ))}
            </ul>
            <p>{t('audit.redact.why', { reason: reason.trim() })}</p>
          </>
        ) : (
          <>
            {targets.length > 1 ? (
              <Radio.Group
                className="at-redact-targets"
                aria-label={t('audit.redact.what')}
                value={chosen}
                onChange={({ target: { value } }) => choose(Number(value))}
                options={targets.map(({ label }, value) => ({ value, label }))}
              />
            ) : null}
            {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
            {!data && !error ? <TableSkeleton /> : null}
            {nothing ? <p role="status">{t('audit.redact.nothing')}</p> : null}
            {data && !nothing ? (
              <>
                <p>
                  {t('audit.redact.found', {
                    count: data.lines,
                    lines: formats.number(data.lines),
                    first: data.first ? formats.date(data.first) : '',
                    last: data.last ? formats.date(data.last) : '',
                  })}
                </p>
                <Checkbox.Group
                  className="at-redact-fields"
                  aria-label={t('audit.fields.fields')}
                  value={[...fields]}
                  onChange={(next) => setPicked(next.map(String))}
                  options={data.fields.map(({ field, table, resource, lines }) => ({
                    value: field,
                    label: t('audit.redact.field', {
                      field: words.field({ table, resource }, field),
                      lines: formats.number(lines),
                    }),
                  }))}
                />
                <label htmlFor={fieldId} className="at-label">
                  {t('audit.fields.reason')}
                </label>
                <Input.TextArea
                  id={fieldId}
                  value={reason}
                  maxLength={longestReason}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  status={unsaid ? 'error' : undefined}
                  aria-invalid={unsaid}
                  aria-describedby={unsaid ? `${fieldId}-problem` : `${fieldId}-hint`}
                  onChange={({ target: { value } }) => {
                    setReason(value);
                    setUnsaid(false);
                  }}
                />
                {unsaid ? (
                  <p id={`${fieldId}-problem`} className="at-form-error" role="alert">
                    {t('audit.redact.whyNeeded')}
                  </p>
                ) : null}
                <p id={`${fieldId}-hint`} className="at-hint">
                  {t('audit.redact.hint')}
                </p>
              </>
            ) : null}
          </>
        )}
      </div>
    </Modal>
  );
}
