import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { findOwners } from '../people';
import type { FieldDef } from './types';

/** Whom a new record may be given to: oneself, or whom one's scope for creating covers. */
export function useOwnerField(resource: string, part: string): FieldDef {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const scope = useScope(resource, 'create');
  return useMemo(
    () => ({
      name: 'owner_id',
      part,
      label: t(`${resource}.fields.owner_id`),
      type: scope === 'own' ? 'select' : 'person',
      required: scope !== 'all',
      options: [{ value: profile.id, label: profile.fullName }],
      find: () => findOwners(client, resource),
      labelOf: (id) => (id === profile.id ? profile.fullName : undefined),
    }),
    [t, client, profile.id, profile.fullName, scope, resource, part],
  );
}
