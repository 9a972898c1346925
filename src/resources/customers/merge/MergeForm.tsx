import { CloseOutlined } from '@ant-design/icons';
import { useInvalidate } from '@refinedev/core';
import { Alert, Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { toAtriumError } from '../../../lib/errors';
import { useScope } from '../../../providers/me';
import { useRpc } from '../../../providers/useRpc';
import { PersonById, useErrorText, useFormats } from '../../../ui';
import { useBulkUndo } from '../../../ui/bulk/useBulkUndo';
import type { FieldDef } from '../../../ui/form/types';
import { useUndoNotice } from '../../../ui/useUndoNotice';
import { toPayload } from '../payload';
import { type CustomerRecord, valuesOf, versionOf } from '../record';
import { StageTag } from '../StageTag';
import { useFields } from '../useFields';
import { Moves } from './Moves';
import { ValueChoices } from './ValueChoices';
import { changedFields, differing, mergedValues } from './values';

/** The fields that the reader may set. */
function useMergeFields(records: readonly CustomerRecord[], custom: readonly FieldDef[]) {
  const parents = new Map(records.flatMap(({ parent }) => (parent ? [[parent.id, parent.name]] : [])));
  const { all } = useFields();
  const parts: Record<string, boolean> = {
    customer: useScope('customers', 'update') !== null,
    contact_details: useScope('customers.contact_details', 'update') !== null,
    demographics: useScope('customers.demographics', 'update') !== null,
  };
  return [...all, ...custom]
    .filter(({ part }) => parts[part])
    .map((field) =>
      field.name === 'parent_id' ? { ...field, labelOf: (id: string) => parents.get(id) } : field,
    );
}

/** Which customer is kept, whose values it takes, what moves to it; and merging them. */
export function MergeForm({
  records,
  custom,
  onLeaveOut,
  onRefresh,
  children,
}: {
  records: readonly CustomerRecord[];
  /** The custom fields that they have. */
  custom: readonly FieldDef[];
  onLeaveOut: (id: string) => void;
  /** Reads the customers anew. */
  onRefresh: () => Promise<void>;
  /** Stands below the customers. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const errorText = useErrorText();
  const offerUndo = useUndoNotice();
  const undo = useBulkUndo();
  const fields = useMergeFields(records, custom);
  // The oldest is what others refer to.
  const [keptId, setKeptId] = useState(
    () => [...records].sort((a, b) => a.created_at.localeCompare(b.created_at))[0]?.id,
  );
  const [choice, setChoice] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const kept = records.find(({ id }) => id === keptId) ?? records[0];
  if (!kept) return null;
  const others = records.filter(({ id }) => id !== kept.id);
  const { choose, fill } = differing(fields, records);
  const gone = problem !== undefined && ['gone', 'conflict'].includes(toAtriumError(problem).kind);

  const merge = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const [before, values] = [valuesOf(kept), mergedValues(fields, kept, others, choice)];
      const changed = changedFields(fields, before, values);
      const save = toPayload(fields, { values, changed, before, versions: versionOf(kept).versions });
      const answer = await rpc('merge_customers', {
        payload: {
          id: kept.id,
          others: others.map(({ id }) => id),
          versions: Object.fromEntries(records.map(({ id, updated_at }) => [id, updated_at])),
          save: changed.length > 0 ? save : {},
        },
      });
      await invalidate({ invalidates: ['all'] });
      const { job } = answer as { job: string };
      offerUndo(job, t('customers.merge.done', { name: `\u2068${String(values.name)}\u2069` }), () =>
        undo(job, 'customers'),
      );
      void navigate(`/customers/${kept.id}`, { replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <div className="customers-merge">
      <Radio.Group
        className="customers-merge-who"
        aria-label={t('customers.merge.keep')}
        value={kept.id}
        onChange={({ target }) => setKeptId(String(target.value))}
      >
        {records.map((record) => (
          <div key={record.id} className={record.id === kept.id ? 'customers-merge-kept' : undefined}>
            <Radio value={record.id}>
              <bdi>{record.name}</bdi>
            </Radio>
            <StageTag stage={record.lifecycle_stage} />
            <Link to={`/customers/${record.id}`} target="_blank">
              {formats.number(record.number, { useGrouping: false })}
            </Link>
            <span className="at-hint">
              {t('customers.merge.since', { day: formats.date(record.created_at) })}
            </span>
            <PersonById id={record.owner_id} name={record.owner?.full_name} size={20} />
            {records.length > 2 ? (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('customers.merge.leaveOut', { name: record.name })}
                onClick={() => onLeaveOut(record.id)}
              />
            ) : null}
          </div>
        ))}
      </Radio.Group>
      {children}

      <h2>{t('customers.merge.choose')}</h2>
      {choose.length > 0 ? (
        <ValueChoices fields={choose} kept={kept} others={others} choice={choice} onChoose={setChoice} />
      ) : (
        <p>{t('customers.merge.same')}</p>
      )}
      {fill.length > 0 ? (
        <details className="customers-merge-fill">
          <summary>
            {t('customers.merge.fill', { count: fill.length, number: formats.number(fill.length) })}
          </summary>
          <ValueChoices fields={fill} kept={kept} others={others} choice={choice} onChoose={setChoice} />
        </details>
      ) : null}

      <Moves kept={kept} others={others} />
      <p className="at-hint">{t('customers.merge.afterwards')}</p>
      {problem === undefined ? null : (
        <Alert
          type="error"
          showIcon
          title={errorText(problem)}
          action={
            gone ? (
              <Button size="small" onClick={() => void onRefresh().then(() => setProblem(undefined))}>
                {t('actions.retry')}
              </Button>
            ) : null
          }
        />
      )}
      <div className="at-row">
        <Button type="primary" loading={busy} onClick={() => void merge()}>
          {t('customers.merge.action', {
            count: records.length,
            number: formats.number(records.length),
          })}
        </Button>
        <Link className="at-button-link at-button-plain" to={`/customers/${kept.id}`}>
          {t('actions.cancel')}
        </Link>
      </div>
    </div>
  );
}
