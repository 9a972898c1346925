import { TeamOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** Who works here: colleagues to everybody, accounts with roles to administrators. */
export default defineResource({
  name: 'people',
  table: 'profiles',
  permission: 'profiles',
  icon: TeamOutlined,
  group: 'people',
  order: 10,
  list: () => import('./list'),
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  recordTitle: ({ full_name }) => String(full_name ?? ''),
});
