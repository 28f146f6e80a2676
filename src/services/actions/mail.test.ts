import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { type SmtpPeer, startSmtp } from '../../../test/peers/smtp/smtp.ts';
import { report } from '../events/reports.fixture.ts';
import type { MailAction } from '../scenarios/scenario.ts';
import { type EventPicture, type MailSettings, mail } from './mail.ts';
import { mailSettings } from './mail-settings.fixture.ts';
import { occasion, order } from './occasion.fixture.ts';

const jpeg = Buffer.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);
const action: MailAction = { kind: 'mail', to: ['guard@example.org', 'chief@example.org'] };

function sender(
  server: SmtpPeer,
  change: Partial<MailSettings> = {},
  picture: EventPicture = async () => jpeg,
) {
  return mail({ ...mailSettings(server), ...change }, picture);
}

const refused = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof VidetteError && error.code === code && message.test(error.message);

test('a mail goes out encrypted and signed in, with the picture of the event', async () => {
  const login = { user: 'vidette', password: 'a "p4ss"' };
  await using server = await startSmtp({ login });
  const send = sender(server, login);
  assert.equal(await send(order(action)), undefined);
  const [got] = server.mails;
  assert.deepEqual([got!.from, got!.to, got!.user], ['cameras@example.org', action.to, 'vidette']);
  assert.equal(got!.secure, true);
  assert.equal(got!.headers.get('subject'), 'Somebody in the yard: Line crossed Fence Yard');
  assert.equal(got!.headers.get('message-id'), '<0c3c4f9e-92a7-4d38-8a83-93e1f6a5b001@example.org>');
  assert.equal(got!.headers.get('auto-submitted'), 'auto-generated');
  assert.match(got!.body, /\nLine crossed Fence\r\nYard, Works\r\n2026-06-05 14:00:00 Europe\/Berlin\r\n/);
  assert.match(got!.body, /Content-Type: image\/jpeg; name=/);
  assert.ok(got!.body.includes(jpeg.toString('base64')));
});

test('TLS may begin with the first byte, or be left out where the settings say so', async () => {
  await using implicit = await startSmtp({ implicitTls: true });
  await sender(implicit, { tls: 'tls' })(order(action));
  await using plain = await startSmtp({ noTls: true });
  await sender(plain, { tls: 'none' })(order(action));
  assert.deepEqual([implicit.mails[0]!.secure, plain.mails[0]!.secure], [true, false]);
});

test('STARTTLS is never left out, and a certificate that nobody vouches for is not taken', async () => {
  await using plain = await startSmtp({ noTls: true });
  await assert.rejects(sender(plain)(order(action)), refused('unavailable', /STARTTLS/));
  await using server = await startSmtp();
  await assert.rejects(sender(server, { ca: null })(order(action)), refused('unavailable', /certificate/));
  assert.deepEqual([...plain.mails, ...server.mails], []);
});

test('names in the subject end no header, and what they hold is no field', async () => {
  await using server = await startSmtp();
  const evil = 'Yard\r\nBcc: thief@example.org\r\n\r\n{time}\u2028x';
  const of = occasion({ camera: { id: 'x', name: evil } });
  const subject = 'At {camera} in {place}';
  await sender(server)(order({ ...action, subject, text: '{camera}', snapshot: false }, of));
  const [got] = server.mails;
  assert.equal(got!.headers.get('subject'), 'At Yard Bcc: thief@example.org {time} x in Works');
  assert.equal(got!.headers.has('bcc'), false);
  assert.deepEqual(got!.to, action.to);
  assert.doesNotMatch(got!.body, /image\/jpeg/, 'no picture was wanted');
});

test('an alarm by hand, which no camera saw, says who is meant', async () => {
  await using server = await startSmtp();
  const event = report({ type: 'user_alarm', cameraId: null, beginMs: 0 });
  const of = occasion({ event, camera: null, place: null, atMs: Date.parse('2026-12-05T12:00:00Z') });
  await sender(server)(order(action, of));
  const [got] = server.mails;
  assert.equal(got!.headers.get('subject'), 'Somebody in the yard: Alarm by hand');
  assert.equal(got!.body.trim(), 'Alarm by hand\r\n2026-12-05 13:00:00 Europe/Berlin\r\nhelp');
});

test('a mail without its picture is better than none', async () => {
  await using server = await startSmtp();
  const away: EventPicture = async () => {
    throw new VidetteError('unavailable', 'the streamserver is away');
  };
  await sender(server, {}, away)(order(action));
  assert.match(server.mails[0]!.body, /The picture cannot be fetched: the streamserver is away/);
});

test('what the server refuses for good fails; what it puts off, and a wrong login, are tried again; the others have it', async () => {
  const codes: Record<string, number> = { 'gone@example.org': 550, 'later@example.org': 451 };
  await using server = await startSmtp({ refuse: (recipient) => codes[recipient] ?? 0 });
  const to = (...recipients: string[]) => sender(server)(order({ ...action, to: recipients }));
  await assert.rejects(to('gone@example.org'), refused('conflict', /refused/));
  await assert.rejects(to('later@example.org'), refused('unavailable', /refused/));
  await assert.rejects(to('later@example.org', 'gone@example.org'), refused('unavailable', /451/));
  const partly = await to('guard@example.org', 'gone@example.org', 'later@example.org', 'chief@example.org');
  assert.deepEqual(
    server.mails.map((mail) => mail.to),
    [['guard@example.org', 'chief@example.org']],
  );
  assert.equal(partly?.remark, 'refused by the server: gone@example.org, later@example.org');
  const left = (code: string, address: string, words: string) => ({
    settings: { ...action, to: [address] },
    code,
    message: `the mail server: ${address}: ${words}`,
  });
  assert.deepEqual(
    partly.left.map(({ settings, error: { code, message } }) => ({ settings, code, message })),
    [
      left('unavailable', 'later@example.org', '451 refused'),
      left('conflict', 'gone@example.org', '550 refused'),
    ],
  );
  await using guarded = await startSmtp({ login: { user: 'a', password: 'b' } });
  const wrong = sender(guarded, { user: 'a', password: 'c' });
  await assert.rejects(wrong(order(action)), refused('unavailable', /535|login/));
});
