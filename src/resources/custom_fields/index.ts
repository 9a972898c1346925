import { FormOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** The fields that the organisation adds to its records, for who may change them. */
export default defineResource({
  name: 'custom_fields',
  icon: FormOutlined,
  group: 'system',
  order: 45,
  readAction: 'update',
  list: () => import('./list'),
});
