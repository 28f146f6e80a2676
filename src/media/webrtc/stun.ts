/**
 * What an ICE-lite agent needs of STUN (RFC 8489): reading the binding requests of a browser and answering them.
 *
 *     type (16) | length (16) | magic cookie (32) | transaction id (96) | attributes: type (16) | length (16) | value, padded to 4
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { crc32 } from 'node:zlib';

const magicCookie = 0x2112a442;
const headerBytes = 20;
const bindingRequest = 0x0001;
const bindingResponse = 0x0101;
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  useCandidate: 0x0025,
  xorAddress: 0x0020,
  fingerprint: 0x8028,
};
const integrityBytes = 20;

export interface BindingRequest {
  readonly transactionId: Buffer;
  /** `ours:theirs`, the user fragments of both sides. */
  readonly username: string;
  /** The browser chose this path (RFC 8445, 7.3.1.5). */
  readonly useCandidate: boolean;
  /** Where MESSAGE-INTEGRITY begins in the packet. */
  readonly integrityAt: number;
}

/** STUN, DTLS and SRTP share a port; the first byte tells them apart (RFC 7983). */
export function packetKind(packet: Buffer): 'stun' | 'dtls' | 'rtp' | 'other' {
  const first = packet[0] ?? 0xff;
  if (first < 4) return 'stun';
  if (first >= 20 && first < 64) return 'dtls';
  return first >= 128 && first < 192 ? 'rtp' : 'other';
}

/** Null when it is no well-formed binding request with credentials. */
export function parseBindingRequest(packet: Buffer): BindingRequest | null {
  if (packet.length < headerBytes || packet.readUInt16BE(0) !== bindingRequest) return null;
  if (packet.readUInt32BE(4) !== magicCookie || packet.readUInt16BE(2) + headerBytes !== packet.length)
    return null;
  let username: string | null = null;
  let useCandidate = false;
  for (let at = headerBytes; at + 4 <= packet.length; ) {
    const type = packet.readUInt16BE(at);
    const length = packet.readUInt16BE(at + 2);
    if (at + 4 + length > packet.length) return null;
    if (type === attributes.username) username = packet.toString('utf8', at + 4, at + 4 + length);
    if (type === attributes.useCandidate) useCandidate = true;
    if (type === attributes.integrity) {
      if (length !== integrityBytes || username === null) return null;
      return { transactionId: packet.subarray(8, headerBytes), username, useCandidate, integrityAt: at };
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return null;
}

/** Was it made by somebody who knows our password? */
export function isAuthentic(packet: Buffer, request: BindingRequest, password: string): boolean {
  const expected = integrity(packet.subarray(0, request.integrityAt), password);
  const given = packet.subarray(request.integrityAt + 4, request.integrityAt + 4 + integrityBytes);
  return timingSafeEqual(expected, given);
}

/** The success response: the address from which the request came, as we see it. */
export function serializeBindingResponse(
  request: BindingRequest,
  address: string,
  port: number,
  password: string,
): Buffer {
  const xor = xorAddress(address, port, request.transactionId);
  const unsigned = Buffer.alloc(headerBytes + 4 + xor.length);
  unsigned.writeUInt16BE(bindingResponse, 0);
  unsigned.writeUInt32BE(magicCookie, 4);
  request.transactionId.copy(unsigned, 8);
  writeAttribute(unsigned, headerBytes, attributes.xorAddress, xor);
  const signed = Buffer.concat([unsigned, Buffer.alloc(4 + integrityBytes)]);
  writeAttribute(signed, unsigned.length, attributes.integrity, integrity(unsigned, password));
  const packet = Buffer.concat([signed, Buffer.alloc(8)]);
  packet.writeUInt16BE(packet.length - headerBytes, 2);
  const check = Buffer.alloc(4);
  check.writeUInt32BE((crc32(packet.subarray(0, signed.length)) ^ 0x5354554e) >>> 0);
  writeAttribute(packet, signed.length, attributes.fingerprint, check);
  return packet;
}

function writeAttribute(target: Buffer, at: number, type: number, value: Buffer): void {
  target.writeUInt16BE(type, at);
  target.writeUInt16BE(value.length, at + 2);
  value.copy(target, at + 4);
}

/** RFC 8489, 14.5: over all before the attribute, with a length as if the attribute were the last. */
function integrity(before: Buffer, password: string): Buffer {
  const head = Buffer.from(before.subarray(0, 4));
  head.writeUInt16BE(before.length - headerBytes + 4 + integrityBytes, 2);
  return createHmac('sha1', password).update(head).update(before.subarray(4)).digest();
}

/** RFC 8489, 14.2. */
function xorAddress(address: string, port: number, transactionId: Buffer): Buffer {
  const v4 = isIPv4(address);
  const bytes = v4 ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);
  const mask = Buffer.alloc(16);
  mask.writeUInt32BE(magicCookie, 0);
  transactionId.copy(mask, 4);
  const value = Buffer.alloc(4 + bytes.length);
  value[1] = v4 ? 1 : 2;
  value.writeUInt16BE(port ^ (magicCookie >>> 16), 2);
  bytes.forEach((byte, i) => {
    value[4 + i] = byte ^ mask[i]!;
  });
  return value;
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const words = (text: string | undefined) =>
    text ? text.split(':').map((word) => Number.parseInt(word, 16)) : [];
  const [first, last] = [words(head), words(tail)];
  const all = [...first, ...new Array<number>(Math.max(0, 8 - first.length - last.length)).fill(0), ...last];
  const bytes = Buffer.alloc(16);
  all.slice(0, 8).forEach((word, i) => {
    bytes.writeUInt16BE(word & 0xffff, 2 * i);
  });
  return bytes;
}
