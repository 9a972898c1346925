import { useInvalidate } from '@refinedev/core';
import { App } from 'antd';
import { useCallback } from 'react';
import { useRpc } from '../../providers/useRpc';

/** Changes teams or departments by a function of the database, and asks anew for what stands on the page. */
export function useChange() {
  const rpc = useRpc();
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  return useCallback(
    async (name: string, payload: Record<string, unknown>, done: string) => {
      await rpc(name, { payload });
      void message.success(done);
      await Promise.all(
        ['teams', 'departments', 'profiles'].map((resource) =>
          invalidate({ resource, invalidates: ['resourceAll'] }),
        ),
      );
    },
    [rpc, message, invalidate],
  );
}
