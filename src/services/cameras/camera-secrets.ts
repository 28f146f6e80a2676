/** Passwords of cameras between the database, where they lie sealed, and the streamservers, which need them open. */
import type { CameraRow } from '#stores/cameras.ts';
import type { Vault } from '../secrets/vault.ts';
import type { PasswordChange } from './passwords.ts';

type Which = 'source' | 'onvif';

export class CameraSecrets {
  readonly #vault: Vault;
  readonly #log: (message: string, details: Record<string, unknown>) => void;

  constructor(vault: Vault, log: (message: string, details: Record<string, unknown>) => void) {
    this.#vault = vault;
    this.#log = log;
  }

  /** What is stored after a change; `stored` is what was before. */
  seal(change: PasswordChange, stored: string | null, uuid: string, which: Which): string | null {
    if (change.kind === 'keep') return stored;
    if (change.kind === 'none') return null;
    const isSame = stored !== null && change.password === this.#open(uuid, stored, which);
    if (isSame && !this.#vault.isOld(stored)) return stored;
    return this.#vault.seal(change.password, contextOf(uuid, which));
  }

  /** A password that cannot be opened costs this camera its login, not all cameras their assignment. */
  openSource(row: Pick<CameraRow, 'uuid' | 'source_password'>): string | null {
    return this.#open(row.uuid, row.source_password, 'source');
  }

  openOnvif(uuid: string, sealed: string | null): string | null {
    return this.#open(uuid, sealed, 'onvif');
  }

  #open(uuid: string, sealed: string | null, which: Which): string | null {
    if (sealed === null) return null;
    try {
      return this.#vault.open(sealed, contextOf(uuid, which));
    } catch (error) {
      this.#log('the password of a camera cannot be opened', { camera: uuid, error });
      return null;
    }
  }
}

function contextOf(uuid: string, which: Which): string {
  return `camera:${uuid}:${which}_password`;
}
