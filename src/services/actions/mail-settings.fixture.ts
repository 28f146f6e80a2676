import { smtpCa } from '../../../test/peers/smtp/smtp.ts';
import type { MailSettings } from './mail.ts';

/** For the mail server of the tests, without a login. */
export function mailSettings({ port }: { readonly port: number }): MailSettings {
  return {
    host: '127.0.0.1',
    port,
    tls: 'starttls',
    user: null,
    password: null,
    from: 'cameras@example.org',
    ca: smtpCa,
  };
}
