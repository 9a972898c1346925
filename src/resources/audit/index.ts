import { AuditOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** Everything that was changed, and who signed in, exported and imported: for who may view it, to be changed by nobody. */
export default defineResource({
  name: 'audit',
  table: 'audit_log',
  icon: AuditOutlined,
  group: 'system',
  order: 80,
  readAction: 'view_audit',
  list: () => import('./list'),
});
