import { DeleteOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What was deleted and can be taken back. */
export default defineResource({
  name: 'bin',
  table: 'bin',
  icon: DeleteOutlined,
  group: 'system',
  order: 91,
  permission: 'profiles',
  own: true,
  list: () => import('./list'),
});
