import { type BaseRecord, useInvalidate, useList } from '@refinedev/core';
import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../../ui';

const everything = { currentPage: 1, pageSize: 999 };

/** What every row that is kept here has. */
interface Kept extends BaseRecord {
  id: string;
  name: string;
  active: boolean;
  updated_at: string;
}

export interface Stage extends Kept {
  pipeline_id: string;
  outcome: string;
  win_probability: number;
  max_age_days: number | null;
}

export interface Pipeline extends Kept {
  is_default: boolean;
}

export type Choice = Kept;
export type ChoiceKind = 'lost_reasons' | 'competitors';

/** Every row of a table that is kept here, in its order. */
export function useRows<T extends Kept>(resource: string, more: string) {
  const { result, query } = useList<T>({
    resource,
    pagination: everything,
    sorters: [
      { field: 'position', order: 'asc' },
      { field: 'name', order: 'asc' },
    ],
    meta: { select: `id, name, active, updated_at${more}` },
    errorNotification: false,
  });
  return {
    rows: result.data,
    error: query.error,
    known: query.isSuccess,
    refetch: () => void query.refetch(),
  };
}

/** Changes what is kept here by a function of the database, and asks anew for all that shows it. */
export function useChange() {
  const rpc = useRpc();
  const invalidate = useInvalidate();
  return useCallback(
    async (name: string, payload: Record<string, unknown>) => {
      try {
        await rpc(name, { payload });
      } finally {
        await Promise.all([
          ...['pipelines', 'pipeline_stages', 'lost_reasons', 'competitors'].map((resource) =>
            invalidate({ resource, invalidates: ['resourceAll'] }),
          ),
          invalidate({ resource: 'deals', invalidates: ['list'] }),
        ]);
      }
    },
    [rpc, invalidate],
  );
}

/** The same for what is done by one click: says what was done, or why it was not. Never rejects. */
export function useAct() {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const change = useChange();
  return useCallback(
    async (name: string, payload: Record<string, unknown>, done: string) => {
      try {
        await change(name, payload);
        void message.success(done);
      } catch (error) {
        notification.error({ title: t('pipelines.failed'), description: errorText(error) });
      }
    },
    [change, message, notification, t, errorText],
  );
}
