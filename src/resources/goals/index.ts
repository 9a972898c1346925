import { AimOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What is to be reached: quotas and other goals of people, teams and the organisation. */
export default defineResource({
  name: 'goals',
  icon: AimOutlined,
  group: 'sales',
  order: 60,
  list: () => import('./list'),
});
