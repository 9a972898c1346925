import { ShopOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** Companies and people whom the organisation sells to or serves. */
export default defineResource({
  name: 'customers',
  icon: ShopOutlined,
  group: 'sales',
  order: 10,
  list: () => import('./list'),
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  pages: { merge: () => import('./merge') },
  recordTitle: ({ name }) => String(name ?? ''),
});
