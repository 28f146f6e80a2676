import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { isPrivateAddress } from './addresses.ts';
import { OutboundGuard, type Resolve } from './guard.ts';

test('private addresses are known in every form', () => {
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::FFFF:C0A8:101',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1%eth0',
    'ff02::1',
    'localhost',
    '',
  ])
    assert.equal(isPrivateAddress(address), true, address);
  for (const address of ['1.1.1.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])
    assert.equal(isPrivateAddress(address), false, address);
});

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const resolvesTo =
  (...addresses: string[]): Resolve =>
  (_hostname, _options, done) =>
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

const request = () => ({ maxBytes: 1_000, signal: AbortSignal.timeout(5_000) });
const refusedWith = (code: string, reason?: string) => (error: unknown) =>
  error instanceof VidetteError && error.code === code && (reason === undefined || error.reason === reason);

test('no request goes to a name that leads inside, even by one of its addresses', async () => {
  let calls = 0;
  await using inner = await serve((_request, response) => {
    calls += 1;
    response.end('inner');
  });
  const url = `http://inner.example:${inner.port}/`;
  for (const addresses of [['127.0.0.1'], ['::ffff:127.0.0.1'], ['1.1.1.1', '127.0.0.1']]) {
    const guard = new OutboundGuard({ allowPrivate: false, resolve: resolvesTo(...addresses) });
    await assert.rejects(guard.request(url, request()), refusedWith('conflict', 'private_address'));
  }
  const guard = new OutboundGuard({ allowPrivate: false });
  for (const host of [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
  ])
    await assert.rejects(
      guard.request(`http://${host}:${inner.port}/`, request()),
      refusedWith('conflict', 'private_address'),
      host,
    );
  assert.equal(calls, 0);
  const open = new OutboundGuard({ allowPrivate: true, resolve: resolvesTo('127.0.0.1') });
  assert.equal(String((await open.request(url, request())).body), 'inner');
});

test('redirects are followed a few times, without the credentials to another server', async () => {
  const seen: string[] = [];
  await using other = await serve((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.headers.authorization ?? '-'}`);
    response.end('there');
  });
  await using first = await serve((incoming, response) => {
    const location =
      incoming.url === '/loop'
        ? '/loop'
        : incoming.url === '/file'
          ? 'file:///etc/passwd'
          : `http://127.0.0.1:${other.port}/`;
    response.writeHead(302, { location }).end();
  });
  const guard = new OutboundGuard({ allowPrivate: true });
  const base = `http://127.0.0.1:${first.port}`;
  const headers = { authorization: 'Basic x' };
  const answer = await guard.request(base, { ...request(), method: 'POST', body: 'x', headers });
  assert.equal(String(answer.body), 'there');
  assert.deepEqual(seen, ['GET -']);
  await assert.rejects(guard.request(`${base}/loop`, request()), refusedWith('unavailable'));
  await assert.rejects(guard.request(`${base}/file`, request()), refusedWith('conflict', 'address'));
});

test('a server that says too much, nothing, or is not there is unavailable', async () => {
  await using server = await serve((incoming, response) => {
    if (incoming.url === '/much') response.end(Buffer.alloc(5_000));
    else if (incoming.url === '/cut') {
      response.writeHead(200, { 'content-length': 500 });
      response.write('x');
      response.socket?.destroy();
    }
  });
  const guard = new OutboundGuard({ allowPrivate: true });
  const base = `http://127.0.0.1:${server.port}`;
  await assert.rejects(guard.request(`${base}/much`, request()), refusedWith('unavailable'));
  await assert.rejects(guard.request(`${base}/cut`, request()), refusedWith('unavailable'));
  const impatient = { maxBytes: 10, signal: AbortSignal.timeout(50) };
  await assert.rejects(guard.request(`${base}/silent`, impatient), refusedWith('unavailable'));
  await assert.rejects(guard.request('http://127.0.0.1:1/', request()), refusedWith('unavailable'));
});
