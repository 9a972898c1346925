import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPerson, sql, value } from '../support.ts';

test('mail reaches the local mailbox once, and only administrators read it', async () => {
  const subject = `Hello ${randomUUID()}`;
  await value(`select private.enqueue_mail('a@b.example', $1, 'Text', '<p>Text</p>')`, [subject]);
  await expect
    .poll(() => value('select status from public.outbox where subject = $1', [subject]), { timeout: 50_000 })
    .toBe('sent');
  await sql.query('select private.deliver_to_mailbox(id) from public.outbox where subject = $1', [subject]);
  const admin = await createPerson({ roles: ['admin'] });
  const auditor = await createPerson({ roles: ['auditor'] });
  const read = async (who: typeof admin) =>
    (await who.api.from('mailbox_messages').select('recipient').eq('subject', subject)).data;
  expect(await read(admin)).toEqual([{ recipient: 'a@b.example' }]);
  expect(await read(auditor)).toEqual([]);
  expect(
    (
      await admin.api
        .from('mailbox_messages')
        .insert({ recipient: 'x', subject: 'x', body_text: 'x', outbox_id: randomUUID() })
    ).error?.code,
  ).toBe('42501');
});
