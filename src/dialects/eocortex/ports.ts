/** What this dialect asks of the core. */
import type { FastifyRequest } from 'fastify';
import type { Principal } from '#domain/principal.ts';
import type { CameraDirectory, StreamFacts } from '../shared/ports.ts';

export interface EocortexAccess {
  /**
   * Proves a user by login name and MD5 of the password, 32 lower-case hex digits. Throws `unauthenticated` when they do not
   * fit or the user is blocked, `exhausted` while the account or the address is locked out.
   */
  authenticateMd5(login: string, md5: string, address: string): Promise<Principal>;
}

export interface EocortexPorts {
  readonly access: EocortexAccess;
  readonly cameras: CameraDirectory;
  readonly streams: StreamFacts;
}

export type Authenticate = (request: FastifyRequest) => Promise<Principal>;
