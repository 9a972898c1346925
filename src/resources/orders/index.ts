import { ShoppingOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What customers ordered. */
export default defineResource({
  name: 'orders',
  icon: ShoppingOutlined,
  group: 'sales',
  order: 40,
  list: () => import('./list'),
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  recordTitle: ({ number }) => String(number ?? ''),
});
