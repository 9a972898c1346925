import { CalendarOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** Events by month, week and day, of the reader, a colleague or the team, with what else is due. */
export default defineResource({
  name: 'calendar',
  table: 'events',
  permission: 'events',
  icon: CalendarOutlined,
  group: 'sales',
  order: 31,
  list: () => import('./list'),
});
