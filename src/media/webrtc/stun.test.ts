import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isAuthentic, packetKind, parseBindingRequest, serializeBindingResponse } from './stun.ts';

/** RFC 5769, 2.1. */
const request = Buffer.from(
  `000100582112a442b7e7a701bc34d686fa87dfae802200105354554e2074657374
   20636c69656e74002400046e0001ff80290008932ff9b151263b36
   000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf`.replaceAll(
    /\s/g,
    '',
  ),
  'hex',
);
const password = 'VOkJxbRl1RmTxUk/WvJxBt';

test('reads and checks the request of RFC 5769', () => {
  const parsed = parseBindingRequest(request);
  assert.ok(parsed);
  assert.equal(parsed.username, 'evtj:h6vY');
  assert.equal(parsed.useCandidate, false);
  assert.equal(isAuthentic(request, parsed, password), true);
  assert.equal(isAuthentic(request, parsed, `${password}x`), false);
});

test('answers with the address, signed, in the form of RFC 5769, 2.2 and 2.3', () => {
  const parsed = parseBindingRequest(request);
  assert.ok(parsed);
  const v4 = serializeBindingResponse(parsed, '192.0.2.1', 32853, password).toString('hex');
  assert.ok(v4.startsWith('0101002c2112a442b7e7a701bc34d686fa87dfae002000080001a147e112a643'));
  const v6 = serializeBindingResponse(
    parsed,
    '2001:db8:1234:5678:11:2233:4455:6677',
    32853,
    password,
  ).toString('hex');
  assert.ok(v6.includes('002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9'));
});

test('nothing that comes by UDP makes it throw', () => {
  const damaged = fc
    .tuple(fc.nat(request.length - 1), fc.nat(255), fc.nat(request.length))
    .map(([at, value, length]) => {
      const copy = Buffer.from(request);
      copy[at] = value;
      return copy.subarray(0, length);
    });
  const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(damaged, anything), (packet) => {
      packetKind(packet);
      const parsed = parseBindingRequest(packet);
      if (parsed !== null) isAuthentic(packet, parsed, password);
    }),
    { numRuns: 500 },
  );
});
