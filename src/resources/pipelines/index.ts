import { SlidersOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What sales is measured by: pipelines with their stages, why deals are lost, and against whom. */
export default defineResource({
  name: 'pipelines',
  icon: SlidersOutlined,
  group: 'sales',
  order: 90,
  // Everybody reads pipelines; this page is for who keeps them.
  readAction: 'update',
  list: () => import('./list'),
  recordTitle: ({ name }) => String(name ?? ''),
});
