import { failure } from '../_shared/api.ts';
import { handleOutbox } from './handler.ts';
import { smtpSender } from './smtp.ts';

declare const Deno: {
  serve(handler: (request: Request) => Response | Promise<Response>): unknown;
  env: { get(name: string): string | undefined };
};

const needed = ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'OUTBOX_SECRET', 'SMTP_HOST', 'SMTP_FROM'];
const setting = (name: string) => Deno.env.get(name) ?? '';

Deno.serve((request) => {
  const missing = needed.filter((name) => setting(name) === '');
  if (missing.length > 0)
    return failure(500, 'not_configured', `These settings are missing: ${missing.join(', ')}.`);
  return handleOutbox(request, {
    supabaseUrl: setting('SUPABASE_URL'),
    serviceKey: setting('SUPABASE_SERVICE_ROLE_KEY'),
    secret: setting('OUTBOX_SECRET'),
    patience: 50_000,
    send: smtpSender({
      host: setting('SMTP_HOST'),
      port: Number(setting('SMTP_PORT') || 465),
      user: setting('SMTP_USER'),
      password: setting('SMTP_PASSWORD'),
      from: setting('SMTP_FROM'),
    }),
  });
});
