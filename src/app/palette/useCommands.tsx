import { HomeOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDashboardPages } from '../../dashboards/pages';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import type { Resource } from '../resource';
import { resourceNamed, resources } from '../resources';

export interface PaletteCommand {
  key: string;
  label: string;
  address: string;
  icon?: ReactNode;
}

const resourceNames: Record<string, string> = {
  customer: 'customers',
  contact: 'contacts',
  deal: 'deals',
  ticket: 'tickets',
  task: 'tasks',
  order: 'orders',
  person: 'profiles',
  profile: 'profiles',
};

/** The resource that shows what the search calls by this kind, if this build has it. */
export const resourceOfKind = (kind: string): Resource | undefined =>
  resourceNamed(resourceNames[kind] ?? kind);

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** The screens to go to and the things to create that the caller may, whose name contains what was typed. */
export function useCommands(typed: string): { goTo: PaletteCommand[]; create: PaletteCommand[] } {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const dashboards = useDashboardPages();
  const wanted = plain(typed.trim());
  const matches = ({ label }: PaletteCommand) => plain(label).includes(wanted);

  const readable = resources.filter(
    ({ permission, readAction }) => scopeOf(permissions, permission, readAction) !== null,
  );
  const screens = [...dashboards, ...readable].map(({ name, paths, icon: Icon }) => ({
    key: `go ${name}`,
    label: t(`${name}.title`),
    address: paths.list,
    icon: <Icon />,
  }));
  const makers = resources
    .filter(({ permission, create }) => create && scopeOf(permissions, permission, 'create') !== null)
    .map(({ name, paths }) => ({ key: `create ${name}`, label: t(`${name}.create`), address: paths.create }));

  return {
    create: makers.filter(matches),
    goTo: [
      { key: 'go home', label: t('frame.home'), address: '/', icon: <HomeOutlined /> },
      ...screens,
      { key: 'go profile', label: t('frame.profile'), address: '/profile', icon: <UserOutlined /> },
      { key: 'go sign-out', label: t('frame.signOut'), address: '/sign-out', icon: <LogoutOutlined /> },
    ].filter(matches),
  };
}
