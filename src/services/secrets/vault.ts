/**
 * Seals texts for storage: AES-256-GCM, a random 96-bit nonce, and the context as associated data, so that a sealed text copied
 * to another row or column does not open. Form: `v1.<key id>.<base64url of nonce, ciphertext, tag>`.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VidetteError } from '#domain/errors.ts';
import type { MasterKeys } from './key-file.ts';

const nonceBytes = 12;
const tagBytes = 16;

export class Vault {
  readonly #keys: MasterKeys;

  constructor(keys: MasterKeys) {
    this.#keys = keys;
  }

  /** `context` says where the text lives, for example `camera:<id>:password`; `open` needs the same one. */
  seal(text: string, context: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.keys.get(this.#keys.current)!, nonce);
    cipher.setAAD(Buffer.from(context));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${this.#keys.current}.${sealed.toString('base64url')}`;
  }

  /** Throws `data_loss` when the key is gone, or the text or its context is not the sealed one. */
  open(sealed: string, context: string): string {
    const [version, keyId, body] = sealed.split('.');
    const key = keyId === undefined ? undefined : this.#keys.keys.get(keyId);
    const bytes = Buffer.from(body ?? '', 'base64url');
    if (version !== 'v1' || bytes.length < nonceBytes + tagBytes)
      throw unreadable(context, 'it is not a sealed text');
    if (key === undefined) throw unreadable(context, `secret.key has no key ${keyId}`);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
        decipher.final(),
      ]).toString('utf8');
    } catch (cause) {
      throw unreadable(context, 'it was altered or belongs elsewhere', cause);
    }
  }

  /** True when a newer key should seal it again. */
  isOld(sealed: string): boolean {
    return sealed.split('.')[1] !== this.#keys.current;
  }
}

function unreadable(context: string, why: string, cause?: unknown): VidetteError {
  return new VidetteError('data_loss', `the secret of ${context} cannot be opened: ${why}`, {
    cause,
    reason: 'secret',
  });
}
