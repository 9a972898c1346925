import { ScheduleOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What the reader has to do, by when: overdue, today, next, and what they wait for. */
export default defineResource({
  name: 'day',
  table: 'tasks',
  permission: 'tasks',
  icon: ScheduleOutlined,
  group: 'sales',
  order: 29,
  list: () => import('./list'),
});
