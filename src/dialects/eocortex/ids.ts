/** GUIDs of this API. */
import { createHash } from 'node:crypto';

/** Means "none". */
export const zeroGuid = '00000000-0000-0000-0000-000000000000';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Namespace of the ids below, a random UUID that never changes. */
const namespace = Buffer.from('5b0f6f0e6c0a4a5f9a3c1d1e2f7b8c90', 'hex');

/** A streamserver is known by a short text elsewhere; here by the UUID (version 5, RFC 9562) that is made of it. */
export function serverGuid(streamserverId: string): string {
  if (guid.test(streamserverId)) return streamserverId.toLowerCase();
  const bytes = createHash('sha1').update(namespace).update(streamserverId).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
