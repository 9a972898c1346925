import { CustomerServiceOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What customers ask for, and the conversation about it. */
export default defineResource({
  name: 'tickets',
  icon: CustomerServiceOutlined,
  group: 'support',
  order: 10,
  list: () => import('./list'),
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  work: () => import('./Work'),
  recordTitle: ({ subject }) => String(subject ?? ''),
});
