import type { Database } from '../../lib/database.types';

export type MailboxMessage = Database['public']['Tables']['mailbox_messages']['Row'];

/** What a list shows of a message: all but its body. */
export type MailboxLine = Pick<MailboxMessage, 'id' | 'recipient' | 'subject' | 'received_at'>;
