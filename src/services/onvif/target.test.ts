import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toTarget } from './target.ts';

const at = (onvif_host: string, onvif_port?: number) => {
  const fields = { onvif_host, onvif_login: 'u', ...(onvif_port === undefined ? {} : { onvif_port }) };
  const { host, port, secure } = toTarget(fields, 'p');
  return [host, port, secure];
};

test('names and addresses, with and without scheme, port and brackets', () => {
  assert.deepEqual(at('camera-7.example.org'), ['camera-7.example.org', 80, false]);
  assert.deepEqual(at('192.0.2.7', 8080), ['192.0.2.7', 8080, false]);
  assert.deepEqual(at('https://192.0.2.7'), ['192.0.2.7', 443, true]);
  assert.deepEqual(at('HTTPS://Camera/', 8443), ['camera', 8443, true]);
  assert.deepEqual(at('http://192.0.2.7/'), ['192.0.2.7', 80, false]);
  assert.deepEqual(at('2001:db8::7'), ['2001:db8::7', 80, false]);
  assert.deepEqual(at('[2001:db8::7]'), ['2001:db8::7', 80, false]);
  assert.deepEqual(at('::ffff:192.0.2.7'), ['::ffff:c000:207', 80, false]);
});

test('anything else is not configured', () => {
  for (const host of [
    'a/b',
    'a?b',
    'a#b',
    'u@a',
    'u:p@a',
    'a:81',
    'a b',
    'a\r\nx: y',
    'https://',
    'ftp://a',
    '[::1',
    '%00',
    'a\\b',
    '\u0000',
  ])
    assert.throws(() => at(host), { code: 'conflict', reason: 'onvif_not_configured' }, JSON.stringify(host));
  const missing = { onvif_host: 'a', onvif_login: 'u' };
  assert.throws(() => toTarget(missing, null), { reason: 'onvif_not_configured' });
  assert.throws(() => toTarget({ onvif_host: 'a' }, 'p'), { reason: 'onvif_not_configured' });
  assert.throws(() => toTarget({ onvif_login: 'u' }, 'p'), { reason: 'onvif_not_configured' });
});
