/** Who is asking, after the proof of identity. Services take one as first argument and check rights by it. */
import type { LoginReference } from './viewer.ts';

export interface Principal {
  readonly userId: number;
  readonly email: string;
  readonly login: string;
  readonly superuser: boolean;
  readonly organizationId: number;
  readonly roleId: number;
  /** Names as in the platform contract, for example `camera_read`. A superuser has all of them. */
  readonly permissions: ReadonlySet<string>;
  /** Groups whose sites and cameras the user sees. */
  readonly groupIds: readonly number[];
  /** Sees the sites of the own organisation that are in no group. */
  readonly seesGroupless?: boolean;
  /** How this request was proved; audit entries name it. */
  readonly via: 'token' | 'session' | 'basic' | 'url' | 'internal';
  /** Network address of the client, for the audit log. */
  readonly address: string;
  /** What the proof belongs to, where that can be ended before the connection is. */
  readonly signedInBy?: LoginReference;
}
