import { HistoryOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What one has done to many records at once, and deleted: to be undone, or gone on with. */
export default defineResource({
  name: 'changes',
  table: 'bulk_jobs',
  icon: HistoryOutlined,
  group: 'system',
  order: 90,
  // Everybody has their own, and sees no others.
  permission: 'profiles',
  own: true,
  list: () => import('./list'),
  show: () => import('./show'),
});
