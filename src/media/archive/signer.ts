/** Signs chain values with the installation's key, so that nobody without it can write another history. */
import { createHmac, createPublicKey, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';
import { VidetteError } from '#domain/errors.ts';

export interface Signer {
  sign(message: Buffer): Buffer;
  verify(message: Buffer, signature: Buffer): boolean;
}

/**
 * An Ed25519 private key (a public one can only verify), or a secret for HMAC-SHA-256. With Ed25519 anybody who has the public
 * key can check the archive.
 */
export function createSigner(key: KeyObject): Signer {
  if (key.type === 'secret') return hmacSigner(key);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new VidetteError('invalid', 'the archive is signed with an Ed25519 or a secret key', {
      field: ['signingKey'],
    });
  }
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return {
    sign: (message) => sign(null, message, key),
    verify: (message, signature) => signature.length === 64 && verify(null, message, publicKey, signature),
  };
}

function hmacSigner(key: KeyObject): Signer {
  const mac = (message: Buffer) => createHmac('sha256', key).update(message).digest();
  return {
    sign: mac,
    verify: (message, signature) => signature.length === 32 && timingSafeEqual(mac(message), signature),
  };
}
