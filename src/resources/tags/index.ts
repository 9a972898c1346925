import { TagsOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** The organisation's tags: their names and colours, for who may change them. */
export default defineResource({
  name: 'tags',
  icon: TagsOutlined,
  group: 'system',
  order: 40,
  readAction: 'update',
  list: () => import('./list'),
});
