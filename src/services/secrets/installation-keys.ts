/** The identity of this installation and its own keys, random, made at first start and stored sealed. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { keepInstallationValue } from '#stores/installation.ts';
import type { Db } from '#stores/schema.ts';
import type { Vault } from './vault.ts';

export interface InstallationKeys {
  readonly uuid: string;
  /** 32 bytes: signs access tokens and CSRF tokens. */
  readonly tokens: Buffer;
  /** 32 bytes: signs media addresses; streamservers know it too. */
  readonly media: Buffer;
  /** Ed25519: signs the heads of the archive's hash chains. */
  readonly archive: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

export async function loadInstallationKeys(db: Db, vault: Vault): Promise<InstallationKeys> {
  const sealed = async (name: string, make: () => string) => {
    const context = `installation:${name}`;
    return vault.open(await keepInstallationValue(db, `key:${name}`, vault.seal(make(), context)), context);
  };
  const random = () => randomBytes(32).toString('base64');
  const privateKey = createPrivateKey(await sealed('archive', newArchiveKey));
  return {
    uuid: await keepInstallationValue(db, 'uuid', randomUUID()),
    tokens: Buffer.from(await sealed('tokens', random), 'base64'),
    media: Buffer.from(await sealed('media', random), 'base64'),
    archive: { privateKey, publicKey: createPublicKey(privateKey) },
  };
}

function newArchiveKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}
