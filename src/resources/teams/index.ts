import { ApartmentOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** How the company is put together: departments, teams within teams, and who is in them. */
export default defineResource({
  name: 'teams',
  icon: ApartmentOutlined,
  group: 'people',
  order: 20,
  list: () => import('./list'),
  recordTitle: ({ name }) => String(name ?? ''),
});
