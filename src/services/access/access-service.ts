/** Who is asking: every way to prove it, and the logins that last. What they may do is in rights.ts. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { AdmittedViewer, LoginReference, ViewerCredentials } from '#domain/viewer.ts';
import { deleteEndedLogins } from '#stores/logins.ts';
import { findAdministrator, findUserByName } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { AccessParts, AccessSettings } from './access-parts.ts';
import { type Credentials, type Form, refuseBlocked } from './credentials.ts';
import type { LoginGuard } from './login-guard.ts';
import { LoginWatch } from './login-watch.ts';
import type { KnownUser, Principals } from './principals.ts';
import { type Sessions, sessionHash } from './sessions.ts';
import { badToken, type SignedTokens } from './signed-tokens.ts';
import type { Client, TokenPair, Tokens } from './tokens.ts';

export interface AccessOptions {
  readonly db: Db;
  readonly settings: AccessSettings;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly parts: AccessParts;
  readonly log: (message: string, details: object) => void;
}

export interface Session {
  readonly principal: Principal;
  /** The cookie's value. */
  readonly secret: string;
  readonly csrfToken: string;
}

export class AccessService {
  readonly #db: Db;
  readonly #settings: AccessSettings;
  readonly #watch: LoginWatch;
  readonly #clock: Clock;
  readonly #principals: Principals;
  readonly #credentials: Credentials;
  readonly #tokens: Tokens;
  readonly #sessions: Sessions;
  readonly #signed: SignedTokens;

  constructor(options: AccessOptions) {
    const { parts } = options;
    this.#db = options.db;
    this.#settings = options.settings;
    this.#watch = new LoginWatch(options);
    this.#clock = options.clock;
    this.#principals = parts.principals;
    this.#credentials = parts.credentials;
    this.#tokens = parts.tokens;
    this.#sessions = parts.sessions;
    this.#signed = parts.signed;
  }

  /** How many proofs by password ended how: `good`, or the reason of the refusal. */
  get loginResults(): ReadonlyMap<string, number> {
    return this.#watch.results;
  }

  /** OAuth 2 password grant. */
  async loginWithPassword(emailOrLogin: string, password: string, client: Client): Promise<TokenPair> {
    const principal = await this.#login(emailOrLogin, password, client.address, 'token');
    return await this.#tokens.start(principal.userId, client);
  }

  async refresh(refreshToken: string): Promise<TokenPair> {
    const { pair, userId } = await this.#tokens.refresh(refreshToken);
    await this.#known(userId);
    return pair;
  }

  /** Ends an access token alone, or the whole login of a refresh token, at once. */
  async revoke(token: string, address: string): Promise<void> {
    const userId = await this.#tokens.revoke(token);
    await this.#recordLogout(userId, 'token', address);
  }

  async authenticateBearer(token: string, address: string): Promise<Principal> {
    const { userId, familyId, tokenId } = await this.#tokens.authenticate(token);
    return asking(await this.#known(userId), 'token', address, { kind: 'token', familyId, tokenId });
  }

  /** Basic credentials that come with every request. */
  async authenticateBasic(login: string, password: string, address: string): Promise<Principal> {
    return await this.#often(login, password, address, 'password');
  }

  /** The MD5 hex of the password in its place, as eocortex clients send it. */
  async authenticateMd5(login: string, md5Hex: string, address: string): Promise<Principal> {
    return await this.#often(login, md5Hex.toLowerCase(), address, 'md5');
  }

  /** A password checked once, with the lock-out rules of the API that asks. */
  async checkPassword(
    login: string,
    password: string,
    address: string,
    guard?: LoginGuard,
  ): Promise<Principal> {
    return await this.#login(login, password, address, 'basic', guard);
  }

  /** `camera` as the client named it: a media token holds for that one only. */
  async verifyRtsp(proof: ViewerCredentials, camera: string, address: string): Promise<Principal> {
    if (proof.scheme === 'basic')
      return await this.authenticateBasic(proof.username, proof.password, address);
    if (proof.scheme === 'digest')
      return askingByPassword(
        await this.#watch.proof(this.#credentials.proveDigest(proof, address), address, 'basic'),
        address,
      );
    return proof.token.startsWith('vm.')
      ? await this.authenticateMediaToken(proof.token, camera, address)
      : await this.authenticateBearer(proof.token, address);
  }

  async createSession(emailOrLogin: string, password: string, client: Client): Promise<Session> {
    const principal = await this.#login(emailOrLogin, password, client.address, 'session');
    const secret = await this.#sessions.start(principal.userId, client);
    return { principal, secret, csrfToken: this.#sessions.csrfToken(secret) };
  }

  async authenticateSession(secret: string, address: string): Promise<Session> {
    const userId = await this.#sessions.authenticate(secret);
    const login: LoginReference = { kind: 'session', hash: sessionHash(secret) };
    const principal = asking(await this.#known(userId), 'session', address, login);
    return { principal, secret, csrfToken: this.#sessions.csrfToken(secret) };
  }

  checkCsrf(session: Pick<Session, 'secret'>, given: string | undefined): void {
    this.#sessions.checkCsrf(session.secret, given);
  }

  async destroySession(session: Session): Promise<void> {
    await this.#sessions.end(session.secret);
    await this.#recordLogout(session.principal.userId, 'session', session.principal.address);
  }

  /** For addresses that a player opens without headers: `?token=`, for one camera as it is named in the address. */
  async createMediaToken(
    principal: Principal,
    camera: string,
  ): Promise<{ token: string; expiresMs: number }> {
    const expiresMs = this.#clock.utcMs() + this.#settings.tokens.mediaSeconds * 1_000;
    const token = `vm.${await this.#signed.signMedia({ userId: principal.userId, camera, expiresMs })}`;
    return { token, expiresMs };
  }

  async authenticateMediaToken(token: string, camera: string, address: string): Promise<Principal> {
    const read = await this.#readMediaToken(token, address);
    if (read.camera !== camera) throw badToken();
    return read.principal;
  }

  /** Of one who was let in before: as whom now, or null when user or login are no more. */
  async stillSignedIn({ userId, login }: Omit<AdmittedViewer, 'cameraId'>): Promise<Principal | null> {
    const known = await this.#principals.find(userId);
    if (known === undefined || known.blocked) return null;
    if (login?.kind === 'token' && !(await this.#tokens.isAlive(login.familyId, login.tokenId))) return null;
    if (login?.kind === 'session' && !(await this.#sessions.isAlive(login.hash))) return null;
    if (login?.kind === 'password' && login.changedMs !== known.passwordChangedMs) return null;
    return asking(known, 'internal', '');
  }

  /** The user that a device API stands for: by login name, or the administrator. */
  async principalNamed(login: string | null, address: string): Promise<Principal> {
    const user = login === null ? await findAdministrator(this.#db) : await findUserByName(this.#db, login);
    if (user === undefined)
      throw new VidetteError('unavailable', `there is no user ${login ?? 'that is an administrator'}`, {
        reason: 'no_user',
      });
    return asking(await this.#known(user.id), 'internal', address);
  }

  /** To be called after a change of a user, role, group or organisation: it counts at once in this process. */
  forget(userId?: number): void {
    this.#principals.forget(userId);
    this.#tokens.forget();
    this.#sessions.forget();
  }

  /** Ends every login of a user but the named session, inside the transaction of the change that asks for it. */
  async endLogins(trx: Db, userId: number, keepSession?: string): Promise<void> {
    await this.#tokens.endAll(trx, userId, keepSession);
    this.forget(userId);
  }

  /** Housekeeping, once an hour or so. */
  async deleteEnded(): Promise<void> {
    await deleteEndedLogins(
      this.#db,
      Math.trunc(this.#clock.utcMs()),
      this.#settings.tokens.sessionHours * 3_600_000,
    );
  }

  async #login(
    name: string,
    password: string,
    address: string,
    via: 'token' | 'session' | 'basic',
    guard?: LoginGuard,
  ): Promise<Principal> {
    const proof = this.#credentials.prove(name, password, address, 'password', guard);
    const user = await this.#watch.proof(proof, address, via);
    this.#principals.forget(user.id);
    const principal = asking(await this.#known(user.id), via, address);
    await this.#watch.loggedIn(principal);
    return principal;
  }

  async #often(login: string, secret: string, address: string, form: Form): Promise<Principal> {
    const proof = this.#credentials.proveOften(login, secret, address, form);
    return askingByPassword(await this.#watch.proof(proof, address, 'basic'), address);
  }

  async #recordLogout(userId: number, via: 'token' | 'session', address: string): Promise<void> {
    const known = await this.#principals.find(userId);
    if (known !== undefined) await this.#watch.loggedOut(asking(known, via, address));
  }

  async #readMediaToken(token: string, address: string): Promise<{ principal: Principal; camera: string }> {
    if (!token.startsWith('vm.')) throw badToken();
    const { userId, camera } = await this.#signed.readMedia(token.slice(3));
    return { principal: asking(await this.#known(userId), 'url', address), camera };
  }

  async #known(userId: number): Promise<KnownUser> {
    const known = await this.#principals.find(userId);
    if (known === undefined)
      throw new VidetteError('unauthenticated', 'this user is gone', { reason: 'user_gone' });
    refuseBlocked(known.blocked);
    return known;
  }
}

function asking(
  known: KnownUser,
  via: Principal['via'],
  address: string,
  signedInBy?: LoginReference,
): Principal {
  return { ...known.principal, via, address, ...(signedInBy === undefined ? {} : { signedInBy }) };
}

function askingByPassword(known: KnownUser, address: string): Principal {
  return asking(known, 'basic', address, { kind: 'password', changedMs: known.passwordChangedMs });
}
