import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { resources } from '../resources';

interface WorkPanel {
  name: string;
  permission: string;
  Work: LazyExoticComponent<ComponentType>;
}

const panels: WorkPanel[] = resources.flatMap(({ name, permission, work }) =>
  work ? [{ name, permission, Work: lazy(work) }] : [],
);

/** The start page's panels of what the caller works on: of each resource that they may change. */
export function useWork(): WorkPanel[] {
  const { permissions } = useMe();
  return panels.filter(({ permission }) => scopeOf(permissions, permission, 'update') !== null);
}
