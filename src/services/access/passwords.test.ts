import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { cheapHasher } from '../../../test/harness/access.ts';
import { currentCost, PasswordHasher } from './passwords.ts';

test('the real cost is that of the first choice of OWASP, and a hash of it is checked', async () => {
  const hasher = new PasswordHasher();
  const stored = await hasher.hash('correct horse');
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.ok(currentCost.memoryKib >= 19_456 && currentCost.passes >= 2);
  assert.equal(await hasher.verify(stored, 'correct horse'), true);
  assert.equal(await hasher.verify(stored, 'correct horsf'), false);
});

test('a hash made elsewhere is understood (phc-winner-argon2: argon2 somesalt -id -t 2 -m 16 -p 1)', async () => {
  const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  assert.equal(await cheapHasher().verify(stored, 'password'), true);
  assert.equal(cheapHasher().isOld(stored), true);
});

test('composed and decomposed letters are the same password', async () => {
  const hasher = cheapHasher();
  assert.equal(await hasher.verify(await hasher.hash('caf\u00e9'), 'cafe\u0301'), true);
});

test('the same password is stored differently each time', async () => {
  const hasher = cheapHasher();
  assert.notEqual(await hasher.hash('x'), await hasher.hash('x'));
});

test('a damaged hash is lost data, not a wrong password', async () => {
  const lost = (error: unknown) => error instanceof VidetteError && error.code === 'data_loss';
  for (const stored of ['', 'x', '$argon2id$v=19$m=64,t=1,p=1$$'])
    await assert.rejects(cheapHasher().verify(stored, 'x'), lost, stored);
});
