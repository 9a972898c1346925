import { SafetyCertificateOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What people may do, role by role: the matrix that the database obeys. */
export default defineResource({
  name: 'roles',
  icon: SafetyCertificateOutlined,
  group: 'people',
  order: 30,
  list: () => import('./list'),
  show: () => import('./show'),
  pages: { compare: () => import('./compare') },
  recordTitle: ({ name }) => String(name ?? ''),
});
