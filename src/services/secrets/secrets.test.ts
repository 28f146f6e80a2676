import assert from 'node:assert/strict';
import { sign, verify } from 'node:crypto';
import { appendFileSync, chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import { openSqliteDatabase } from '../../../test/harness/database.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { loadInstallationKeys } from './installation-keys.ts';
import { keyFile, loadMasterKeys, newKeyLine } from './key-file.ts';
import { signUrl, verifyUrl } from './signed-url.ts';
import { Vault } from './vault.ts';

const newFolder = () => tempFolder('secrets');

describe('the key file', () => {
  test('is made at first start for its owner only and kept', () => {
    const data = newFolder();
    const first = loadMasterKeys(data);
    assert.equal(statSync(keyFile(data)).mode & 0o777, 0o600);
    assert.equal(loadMasterKeys(data).current, first.current);
  });

  test('is refused when others may read it', () => {
    const data = newFolder();
    loadMasterKeys(data);
    chmodSync(keyFile(data), 0o640);
    assert.throws(() => loadMasterKeys(data), /may be read by others \(mode 640\); run: chmod 600/);
  });

  for (const [name, content, expected] of [
    ['empty', '', /holds no key/],
    ['damaged', 'abc\n', /secret\.key:1: is not a key/],
  ] as const) {
    test(`is refused when it is ${name}, and never silently replaced`, () => {
      const data = newFolder();
      writeFileSync(keyFile(data), content, { mode: 0o600 });
      assert.throws(() => loadMasterKeys(data), expected);
      assert.equal(readFileSync(keyFile(data), 'utf8'), content);
    });
  }
});

describe('the vault', () => {
  const vault = new Vault(loadMasterKeys(newFolder()));

  test('opens what it sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        assert.equal(vault.open(vault.seal(text, context), context), text.toWellFormed());
      }),
      { numRuns: 100 },
    );
  });

  test('seals the same text differently each time', () => {
    assert.notEqual(vault.seal('x', 'c'), vault.seal('x', 'c'));
  });

  test('refuses another context, any altered character and a cut text', () => {
    const sealed = vault.seal('secret', 'camera:1');
    const lost = (error: unknown) => error instanceof VidetteError && error.code === 'data_loss';
    assert.throws(() => vault.open(sealed, 'camera:2'), lost);
    for (const broken of [
      '',
      'v1',
      'v2.0.0',
      sealed.slice(0, -4),
      sealed.replace(/.(?=.{8}$)/, (c) => (c === 'A' ? 'B' : 'A')),
    ])
      assert.throws(() => vault.open(broken, 'camera:1'), lost, broken);
  });

  test('still opens with an older key after a new one was added', () => {
    const data = newFolder();
    const sealed = new Vault(loadMasterKeys(data)).seal('x', 'c');
    appendFileSync(keyFile(data), newKeyLine());
    const rotated = new Vault(loadMasterKeys(data));
    assert.equal(rotated.open(sealed, 'c'), 'x');
    assert.ok(rotated.isOld(sealed) && !rotated.isOld(rotated.seal('x', 'c')));
  });
});

describe('signed addresses', () => {
  const key = Buffer.alloc(32, 7);

  test('hold until their end', () => {
    for (const path of ['/archive/1/segments/main/5.mp4', '/a?x=1']) {
      const signed = signUrl(path, 1_000, key);
      assert.ok(verifyUrl(signed, key, 999));
      assert.ok(!verifyUrl(signed, key, 1_000));
      assert.ok(!verifyUrl(signed, Buffer.alloc(32, 8), 999));
    }
  });

  test('do not hold for anything else', () => {
    const signed = signUrl('/archive/1/5.mp4?x=1', 1_000, key);
    for (const other of [
      signed.replace('/1/', '/2/'),
      signed.replace('x=1', 'x=2'),
      signed.replace('expires=1000', 'expires=9999'),
      `${signed}&x=2`,
      '',
      '/x',
    ])
      assert.ok(!verifyUrl(other, key, 999), other);
  });
});

test('the installation keeps its identity and keys, and stores no key in the clear', async () => {
  await using store = await openSqliteDatabase();
  const vault = new Vault(loadMasterKeys(store.options.data));
  const first = await loadInstallationKeys(store.db, vault);
  const second = await loadInstallationKeys(store.db, vault);
  assert.equal(second.uuid, first.uuid);
  assert.ok(second.tokens.equals(first.tokens) && !first.media.equals(first.tokens));
  const signature = sign(null, Buffer.from('head'), first.archive.privateKey);
  assert.ok(verify(null, Buffer.from('head'), second.archive.publicKey, signature));
  const rows = await store.db.selectFrom('installation').selectAll().where('name', 'like', 'key:%').execute();
  assert.equal(rows.length, 3);
  for (const row of rows) assert.match(row.value, /^v1\./);
});
