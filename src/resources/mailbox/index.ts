import { MailOutlined } from '@ant-design/icons';
import { defineResource } from '../../app/resource';

/** What the installation has sent where it has no mail server: password mails above all. */
export default defineResource({
  name: 'mailbox',
  table: 'mailbox_messages',
  icon: MailOutlined,
  group: 'system',
  order: 90,
  list: () => import('./list'),
  show: () => import('./show'),
});
