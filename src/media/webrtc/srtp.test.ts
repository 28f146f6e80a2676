import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { SrtpSession } from 'werift';
import { type SrtpProfile, SrtpSender, saltBytes, srtpProfiles } from './srtp.ts';

for (const [name, profile] of Object.entries(srtpProfiles) as [string, SrtpProfile][]) {
  test(`another implementation reads what was encrypted, over the end of the sequence: ${name}`, () => {
    const key = randomBytes(16);
    const salt = randomBytes(saltBytes(profile));
    const sender = new SrtpSender(profile, key, salt);
    const keys = { localMasterKey: key, localMasterSalt: salt, remoteMasterKey: key, remoteMasterSalt: salt };
    const receiver = new SrtpSession({ profile, keys });
    const ssrc = 0x89abcdef;
    for (const sequence of [65_534, 65_535, 0, 1]) {
      const payload = randomBytes(1 + (sequence % 1200));
      const packet = Buffer.alloc(sender.packetBytes(payload.length));
      packet[0] = 0x80;
      packet[1] = 96;
      packet.writeUInt16BE(sequence, 2);
      packet.writeUInt32BE(123_456, 4);
      packet.writeUInt32BE(ssrc, 8);
      sender.protect(packet, ssrc, sequence, payload);
      const plain = receiver.decrypt(packet);
      assert.deepEqual(plain.subarray(12), payload);
    }
  });
}
