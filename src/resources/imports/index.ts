import { ImportOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** Files on their way into customers, products, people, deals and orders. */
export default defineResource({
  name: 'imports',
  table: 'import_jobs',
  icon: ImportOutlined,
  group: 'system',
  order: 10,
  list: () => import('./list'),
  show: () => import('./show'),
  pages: { new: () => import('./new') },
  recordTitle: ({ file_name }) => String(file_name ?? ''),
});
