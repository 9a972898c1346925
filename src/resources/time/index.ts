import { FieldTimeOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** The time that the reader spent in a week, by day and record, and that of those whom they lead. */
export default defineResource({
  name: 'time',
  table: 'time_entries',
  permission: 'activities',
  icon: FieldTimeOutlined,
  group: 'sales',
  order: 32,
  list: () => import('./list'),
});
