import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reach, Role } from './types';

/** The words for roles, resources, actions and scopes: shipped roles by their translated names, the others by their own. */
export function useAccessWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      role: ({
        key,
        name,
        shipped = true,
      }: Pick<Role, 'name'> & { key?: string | null; shipped?: boolean }) =>
        shipped && key ? t(`access.roles.${key}`, { defaultValue: name }) : name,
      resource: (key: string) =>
        t(`access.resources.${key.replace('.', '_')}`, {
          defaultValue: t(`${key}.title`, { defaultValue: key }),
        }),
      action: (key: string) => t(`access.actions.${key}`, { defaultValue: key }),
      reach: (reach: Reach) => t(`access.scopes.${reach}`),
      meaning: (reach: Reach) => t(`access.meanings.${reach}`),
    }),
    [t],
  );
}
