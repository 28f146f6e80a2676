/**
 * Encrypting RTP for one viewer: SRTP (RFC 3711) with AES_CM_128_HMAC_SHA1_80, or AEAD_AES_128_GCM (RFC 7714), which needs one pass
 * over the packet instead of two. Only sending, and only RTP; the few RTCP packets go through werift.
 */
import { createCipheriv, createHmac } from 'node:crypto';

export const srtpProfiles = { cm: 0x0001, gcm: 0x0007 } as const;
export type SrtpProfile = (typeof srtpProfiles)[keyof typeof srtpProfiles];

export const rtpHeaderBytes = 12;

export function saltBytes(profile: SrtpProfile): 12 | 14 {
  return profile === srtpProfiles.gcm ? 12 : 14;
}

export function tagBytes(profile: SrtpProfile): 10 | 16 {
  return profile === srtpProfiles.gcm ? 16 : 10;
}

/** RFC 3711, 4.3.1: labels of the session keys for RTP. */
const labels = { encryption: 0, authentication: 1, salt: 2 } as const;

function deriveKey(masterKey: Buffer, masterSalt: Buffer, label: number, bytes: number): Buffer {
  const iv = Buffer.alloc(16);
  masterSalt.copy(iv);
  iv[7] = iv[7]! ^ label;
  return createCipheriv('aes-128-ctr', masterKey, iv).update(Buffer.alloc(bytes));
}

export class SrtpSender {
  readonly profile: SrtpProfile;
  readonly #key: Buffer;
  readonly #salt: Buffer;
  readonly #authKey: Buffer;
  /** Reused from packet to packet. */
  readonly #iv: Buffer;
  readonly #rolloverBytes = Buffer.alloc(4);
  /** By SSRC: how often the sequence wrapped, and the newest sequence. */
  readonly #rollovers = new Map<number, { count: number; sequence: number }>();

  constructor(profile: SrtpProfile, masterKey: Buffer, masterSalt: Buffer) {
    this.profile = profile;
    this.#key = deriveKey(masterKey, masterSalt, labels.encryption, 16);
    this.#salt = deriveKey(masterKey, masterSalt, labels.salt, saltBytes(profile));
    this.#authKey = deriveKey(masterKey, masterSalt, labels.authentication, 20);
    this.#iv = Buffer.alloc(profile === srtpProfiles.gcm ? 12 : 16);
  }

  /** How many bytes a packet with a payload of so many becomes. */
  packetBytes(payloadBytes: number): number {
    return rtpHeaderBytes + payloadBytes + tagBytes(this.profile);
  }

  /**
   * `target` begins with the RTP header, written by the caller, and has room for the whole packet (`packetBytes`).
   * Sequences of an SSRC may only go forward.
   */
  protect(target: Buffer, ssrc: number, sequence: number, payload: Buffer): void {
    const rollover = this.#rollover(ssrc, sequence);
    if (this.profile === srtpProfiles.gcm) this.#protectGcm(target, ssrc, sequence, rollover, payload);
    else this.#protectCm(target, ssrc, sequence, rollover, payload);
  }

  #rollover(ssrc: number, sequence: number): number {
    const known = this.#rollovers.get(ssrc);
    if (known === undefined) {
      this.#rollovers.set(ssrc, { count: 0, sequence });
      return 0;
    }
    if (sequence < known.sequence) known.count += 1;
    known.sequence = sequence;
    return known.count;
  }

  #protectGcm(target: Buffer, ssrc: number, sequence: number, rollover: number, payload: Buffer): void {
    const iv = this.#iv;
    iv.writeUInt16BE(0, 0);
    iv.writeUInt32BE(ssrc, 2);
    iv.writeUInt32BE(rollover, 6);
    iv.writeUInt16BE(sequence, 10);
    for (let i = 0; i < 12; i += 1) iv[i] = iv[i]! ^ this.#salt[i]!;
    const cipher = createCipheriv('aes-128-gcm', this.#key, iv, { authTagLength: 16 });
    cipher.setAAD(target.subarray(0, rtpHeaderBytes));
    cipher.update(payload).copy(target, rtpHeaderBytes);
    cipher.final();
    cipher.getAuthTag().copy(target, rtpHeaderBytes + payload.length);
  }

  #protectCm(target: Buffer, ssrc: number, sequence: number, rollover: number, payload: Buffer): void {
    const iv = this.#iv;
    this.#salt.copy(iv);
    iv.writeUInt32BE((iv.readUInt32BE(4) ^ ssrc) >>> 0, 4);
    iv.writeUInt32BE((iv.readUInt32BE(8) ^ rollover) >>> 0, 8);
    iv.writeUInt16BE(iv.readUInt16BE(12) ^ sequence, 12);
    iv.writeUInt16BE(0, 14);
    const end = rtpHeaderBytes + payload.length;
    createCipheriv('aes-128-ctr', this.#key, iv).update(payload).copy(target, rtpHeaderBytes);
    this.#rolloverBytes.writeUInt32BE(rollover);
    const mac = createHmac('sha1', this.#authKey).update(target.subarray(0, end)).update(this.#rolloverBytes);
    mac.digest().copy(target, end, 0, 10);
  }
}
