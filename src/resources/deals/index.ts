import { FundOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What may be or was sold. */
export default defineResource({
  name: 'deals',
  icon: FundOutlined,
  group: 'sales',
  order: 20,
  list: () => import('./list'),
  pages: { board: () => import('./board') },
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  work: () => import('./Work'),
  recordTitle: ({ name }) => String(name ?? ''),
});
