/** Pictures that were uploaded, as far as those who refer to them need to know. */
import type { Principal } from '#domain/principal.ts';
import type { StoredUploadKind } from '#stores/uploads.ts';

export type UploadKind = StoredUploadKind;

export interface UploadDirectory {
  /** Undefined when there is no such upload of this kind that the principal may use. */
  find(principal: Principal, id: string, kind: UploadKind): Promise<{ readonly id: string } | undefined>;
}
