import { InboxOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What the organisation sells. */
export default defineResource({
  name: 'products',
  icon: InboxOutlined,
  group: 'sales',
  order: 50,
  list: () => import('./list'),
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  recordTitle: ({ name }) => String(name ?? ''),
});
