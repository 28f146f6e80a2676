import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import { createLogger } from './log.ts';
import { scrub } from './scrub.ts';

function logLines(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'trace', format: 'json' }, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

const secret = 'hunter2-S3cr3t';

const ways: [string, (logger: ReturnType<typeof createLogger>) => void][] = [
  ['a field', (logger) => logger.info({ password: secret }, 'x')],
  ['a deep field', (logger) => logger.info({ camera: { source: { camera_password: secret } } }, 'x')],
  ['a field with quotes in it', (logger) => logger.info({ password: `a"${secret}\\"` }, 'x')],
  ['tokens', (logger) => logger.info({ accessToken: secret, refresh_token: secret }, 'x')],
  [
    'request headers',
    (logger) =>
      logger.info(
        { headers: { authorization: `Bearer ${secret}`, cookie: `vidette_session=${secret}` } },
        'x',
      ),
  ],
  ['a list of cookies', (logger) => logger.info({ 'set-cookie': [`a=${secret}`, `b=${secret}`] }, 'x')],
  [
    'an address with credentials',
    (logger) => logger.info({ url: `rtsp://admin:${secret}@10.0.0.1/main` }, 'x'),
  ],
  ['an address in the text', (logger) => logger.warn(`cannot open rtsp://admin:${secret}@10.0.0.1/main`)],
  ['a query', (logger) => logger.info({ url: `/live/1/mjpeg?token=${secret}&x=1` }, 'x')],
  ['a query in the text', (logger) => logger.info('GET /api/channels?login=root&password=%s', secret)],
  ['an error', (logger) => logger.error(new Error(`connect rtsp://u:${secret}@host failed`))],
  [
    'the cause of an error',
    (logger) => logger.error({ err: new Error('x', { cause: new Error(`//u:${secret}@h`) }) }),
  ],
  ['a child', (logger) => logger.child({ token: secret }).info('x')],
  ['JSON inside the text', (logger) => logger.info(`body ${JSON.stringify({ password: secret })}`)],
  [
    'a header in the text',
    (logger) => logger.info(`Authorization: Basic ${Buffer.from(`u:${secret}`).toString('base64')}`),
  ],
];

for (const [name, write] of ways) {
  test(`no secret reaches the log through ${name}`, () => {
    const line = logLines(write);
    assert.ok(line.length > 20, 'something is logged');
    assert.ok(!line.includes(secret), line);
    assert.ok(!line.includes(Buffer.from(`u:${secret}`).toString('base64')), line);
    for (const one of line.trim().split('\n')) JSON.parse(one);
  });
}

test('no secret survives at any depth, whatever stands around it', () => {
  const name = fc.constantFrom(
    'password',
    'camera_password',
    'token',
    'refreshToken',
    'client_secret',
    'Authorization',
  );
  const neighbours = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 4,
  });
  fc.assert(
    fc.property(name, neighbours, fc.nat(4), fc.string({ maxLength: 20 }), (key, around, depth, tail) => {
      let value: object = { ...around, [key]: secret + tail };
      for (let level = 0; level < depth; level++) value = { ...around, inner: [value] };
      const line = logLines((logger) => logger.info({ value }, 'x'));
      assert.ok(!line.includes(secret), line);
      JSON.parse(line);
    }),
    { numRuns: 200 },
  );
});

test('an error is told whole under both names that it goes by', () => {
  const thrown = new VidetteError('unavailable', 'outer', { cause: new Error('inner'), reason: 'why' });
  for (const name of ['err', 'error']) {
    const entry = JSON.parse(logLines((logger) => logger.error({ [name]: thrown }, 'x')));
    assert.deepEqual(
      [entry[name].message, entry[name].code, entry[name].reason],
      ['outer', 'unavailable', 'why'],
    );
    assert.equal(entry[name].cause.message, 'inner');
    assert.match(entry[name].stack, /log\.test/);
  }
});

test('what is not secret stays', () => {
  const line = logLines((logger) =>
    logger.info({ url: 'rtsp://admin:pw@10.0.0.1/main', user: 'root', tokens: 3 }, 'Basic login refused'),
  );
  const entry = JSON.parse(line) as Record<string, unknown>;
  assert.equal(entry.url, 'rtsp://admin:[hidden]@10.0.0.1/main');
  assert.equal(entry.user, 'root');
  assert.equal(entry.tokens, 3);
  assert.equal(entry.msg, 'Basic login refused');
  assert.equal(entry.level, 'info');
});

test('a long hostile line is scrubbed without taking for ever', { timeout: 5_000 }, () => {
  const line = `"${'password'.repeat(20_000)}${'\\'.repeat(20_000)}${'//a'.repeat(20_000)}`;
  assert.equal(typeof scrub(line), 'string');
});
