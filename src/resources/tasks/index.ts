import { CheckSquareOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What is to be done, on any record. */
export default defineResource({
  name: 'tasks',
  icon: CheckSquareOutlined,
  group: 'sales',
  order: 30,
  list: () => import('./list'),
  pages: { board: () => import('./board') },
  show: () => import('./show'),
  create: () => import('./create'),
  edit: () => import('./edit'),
  work: () => import('./Work'),
  recordTitle: ({ title }) => String(title ?? ''),
});
