import { ClockCircleOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** When the organisation works, for who keeps its settings. */
export default defineResource({
  name: 'working_hours',
  table: 'settings',
  permission: 'settings',
  readAction: 'update',
  icon: ClockCircleOutlined,
  group: 'system',
  order: 46,
  list: () => import('./list'),
});
