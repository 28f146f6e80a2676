/** Who is asking, after the proof of identity. Services take one as first argument and check rights by it. */

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
}
