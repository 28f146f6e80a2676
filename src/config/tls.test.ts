import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect, createServer } from 'node:tls';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { loadTls } from './tls.ts';

const none = { certificate: null, key: null, names: ['cam.example', '192.0.2.7'] };

function newFolder(): string {
  return tempFolder('tls');
}

test('the first start makes a certificate for this machine and later starts keep it', async () => {
  const data = newFolder();
  const made = await loadTls({ data, tls: none });
  assert.equal((await loadTls({ data, tls: none })).fingerprint256, made.fingerprint256);
  assert.equal(statSync(join(data, 'tls', 'key.pem')).mode & 0o777, 0o600);
  const certificate = new X509Certificate(made.cert);
  for (const name of ['localhost', 'cam.example']) assert.ok(certificate.checkHost(name), name);
  for (const ip of ['127.0.0.1', '192.0.2.7']) assert.ok(certificate.checkIP(ip), ip);
  assert.ok(Date.parse(certificate.validTo) > Date.now() + 9 * 365 * 86_400_000);
});

test('a client that trusts the certificate completes a handshake', async () => {
  const identity = await loadTls({ data: newFolder(), tls: none });
  const server = createServer({ key: identity.key, cert: identity.cert }, (socket) => socket.end('ok'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', ca: identity.cert });
  client.resume();
  await once(client, 'secureConnect');
  assert.ok(client.authorized);
  assert.equal(client.getPeerCertificate().fingerprint256, identity.fingerprint256);
  client.destroy();
  server.close();
});

test('a certificate that does not fit its key is refused with both names', async () => {
  const one = await loadTls({ data: newFolder(), tls: none });
  const two = await loadTls({ data: newFolder(), tls: none });
  const folder = newFolder();
  const certificate = join(folder, 'c.pem');
  const key = join(folder, 'k.pem');
  writeFileSync(certificate, one.cert);
  writeFileSync(key, two.key);
  await assert.rejects(
    loadTls({ data: folder, tls: { certificate, key, names: [] } }),
    /c\.pem.*k\.pem.*cannot be used/,
  );
});
