/** A mail server (npm `smtp-server`) that keeps what it is sent, and refuses what the test says. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Login that was used; null without one. */
  readonly user: string | null;
  readonly secure: boolean;
  /** Header fields, unfolded, and the body, as they came. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface SmtpPeer extends AsyncDisposable {
  readonly port: number;
  readonly mails: ReceivedMail[];
}

export interface SmtpOptions {
  /** Any free one when not given. */
  readonly port?: number;
  /** TLS from the first byte; else STARTTLS is offered. */
  readonly implicitTls?: boolean;
  readonly noTls?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
  /** The SMTP code that a recipient is refused with; 0: taken. */
  readonly refuse?: (recipient: string) => number;
}

const certificate = await generate([{ name: 'commonName', value: 'localhost' }], {
  keyType: 'ec',
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
});

/** PEM of the certificate that it shows. */
export const smtpCa = certificate.cert;

export async function startSmtp(options: SmtpOptions = {}): Promise<SmtpPeer> {
  const { login, refuse = () => 0 } = options;
  const mails: ReceivedMail[] = [];
  const failure = (code: number, message: string) =>
    Object.assign(new Error(message), { responseCode: code });
  const server = new SMTPServer({
    secure: options.implicitTls ?? false,
    key: certificate.private,
    cert: certificate.cert,
    disabledCommands: [...(options.noTls ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.password
        ? done(null, { user: username })
        : done(failure(535, 'wrong login')),
    onRcptTo: ({ address }, _session, done) => {
      const code = refuse(address);
      done(code === 0 ? null : failure(code, 'refused'));
    },
    onData: (stream, { envelope, user, secure }, done) => {
      void text(stream).then((raw) => {
        const { mailFrom, rcptTo } = envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: user ?? null,
          secure,
          ...parse(raw),
        });
        done();
      });
    },
    logger: false,
  });
  // Clients that break off are theirs to test.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'body'> {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: raw.slice(end + 4) };
}
