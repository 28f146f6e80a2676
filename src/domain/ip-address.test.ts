import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopback, plainAddress } from './ip-address.ts';

test('an IPv4 address inside IPv6 is the IPv4 address; others stay', () => {
  assert.equal(plainAddress('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(plainAddress('::FFFF:192.0.2.1'), '192.0.2.1');
  for (const address of ['192.0.2.1', '2001:db8::1', '::ffff:c000:201', ''])
    assert.equal(plainAddress(address), address);
});

test('this machine is told from others', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', 'localhost'])
    assert.ok(isLoopback(address), address);
  for (const address of ['192.0.2.1', '127.example.org', '::', '0.0.0.0', ''])
    assert.ok(!isLoopback(address), address);
});
