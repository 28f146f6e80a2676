import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerChallenge, digestHa1, parseAuthorization, parseChallenges, verifyDigest } from './auth.ts';

const credentials = { username: 'Mufasa', password: 'Circle of Life' };
const rfc7616 =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const request = {
  method: 'GET',
  uri: '/dir/index.html',
  nonceCount: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

function responseOf(authorization: string): string {
  return /response="([0-9a-f]+)"/.exec(authorization)![1]!;
}

test('answers the examples of RFC 7616 (SHA-256 and MD5)', () => {
  const [sha] = parseChallenges([rfc7616]);
  assert.equal(
    responseOf(answerChallenge(sha!, credentials, request)),
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  );
  const [md5] = parseChallenges([rfc7616.replace('SHA-256', 'MD5')]);
  assert.equal(responseOf(answerChallenge(md5!, credentials, request)), '8ca523f5e9506fed4657c9700eebdbec');
});

test('prefers the strongest of several challenges, whether in one header or in many', () => {
  const values = [
    'Basic realm="IP Camera", Digest realm="x", nonce="n1"',
    'Digest realm="x", nonce="n2", algorithm=SHA-256',
  ];
  const found = parseChallenges(values);
  assert.deepEqual(
    found.map((one) => [one.scheme, one.scheme === 'digest' ? one.algorithm : '']),
    [
      ['digest', 'SHA-256'],
      ['digest', 'MD5'],
      ['basic', ''],
    ],
  );
});

test('leaves out what it cannot answer', () => {
  assert.deepEqual(
    parseChallenges(['Negotiate', 'Digest realm="x"', 'Digest nonce="a", algorithm=TIGER', '']),
    [],
  );
  assert.deepEqual(parseChallenges(['Digest nonce="a", qop="auth-int"']), []);
});

test('reads stale, opaque and unquoted values of careless cameras', () => {
  const [challenge] = parseChallenges([
    'Digest  realm = "a \\"b\\"",nonce=abc ,stale=TRUE, opaque="", domain="::"',
  ]);
  assert.deepEqual(challenge, {
    scheme: 'digest',
    realm: 'a "b"',
    nonce: 'abc',
    algorithm: 'MD5',
    session: false,
    qopAuth: false,
    stale: true,
    opaque: '',
  });
});

test('a server accepts what a client with the right password answers, and nothing else', () => {
  const algorithms = ['MD5', 'SHA-256', 'MD5-sess'] as const;
  fc.assert(
    fc.property(
      fc.record({ username: fc.string({ minLength: 1 }), password: fc.string() }),
      fc.constantFrom(...algorithms),
      fc.boolean(),
      (who, algorithm, qop) => {
        const [challenge] = parseChallenges([
          `Digest realm="r", nonce="n", algorithm=${algorithm}${qop ? ', qop="auth"' : ''}`,
        ]);
        const sent = { method: 'PLAY', uri: 'rtsp://h/1', nonceCount: 7, cnonce: 'abcdef' };
        const parsed = parseAuthorization(answerChallenge(challenge!, who, sent));
        assert.ok(parsed?.scheme === 'digest' && parsed.username === who.username);
        const hash = algorithm === 'SHA-256' ? 'SHA-256' : 'MD5';
        assert.equal(verifyDigest(parsed, 'PLAY', digestHa1(hash, who.username, 'r', who.password)), true);
        assert.equal(verifyDigest(parsed, 'SETUP', digestHa1(hash, who.username, 'r', who.password)), false);
        assert.equal(
          verifyDigest(parsed, 'PLAY', digestHa1(hash, who.username, 'r', `${who.password}x`)),
          false,
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('reads Basic and Bearer, and answers null to nonsense', () => {
  assert.deepEqual(parseAuthorization(`Basic ${Buffer.from('a:b:c').toString('base64')}`), {
    scheme: 'basic',
    username: 'a',
    password: 'b:c',
  });
  assert.deepEqual(parseAuthorization('Bearer x.y.z'), { scheme: 'bearer', token: 'x.y.z' });
  assert.equal(parseAuthorization('Basic !!'), null);
  assert.equal(parseAuthorization('Digest username="a"'), null);
});

test('never throws on arbitrary header text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      parseChallenges([text, `Digest ${text}`]);
      parseAuthorization(text);
      parseAuthorization(`Digest ${text}`);
    }),
    { numRuns: 300 },
  );
});
