/** Logins that last: families of refresh tokens, revoked access tokens, web sessions. No secret is stored. */
import type { Selectable } from 'kysely';
import type { Db } from './schema.ts';

export interface LoginTables {
  /** One login with a password: all access and refresh tokens that come from it. */
  token_families: {
    id: string;
    user_id: number;
    /** Number of the refresh token that is good; lower ones were used. */
    generation: number;
    address: string;
    user_agent: string;
    created_ms: number;
    /** When the refresh token ends. */
    expires_ms: number;
    revoked_ms: number | null;
  };
  /** Access tokens revoked alone, kept until they end by themselves. */
  revoked_tokens: { token_id: string; expires_ms: number };
  web_sessions: {
    /** SHA-256 of the cookie, hex. */
    secret_hash: string;
    user_id: number;
    address: string;
    user_agent: string;
    created_ms: number;
    /** Last request, coarse. */
    seen_ms: number;
  };
}

export type TokenFamilyRow = Selectable<LoginTables['token_families']>;
export type WebSessionRow = Selectable<LoginTables['web_sessions']>;

export async function insertTokenFamily(db: Db, family: TokenFamilyRow): Promise<void> {
  await db.insertInto('token_families').values(family).execute();
}

export async function findTokenFamily(db: Db, id: string): Promise<TokenFamilyRow | undefined> {
  return await db.selectFrom('token_families').selectAll().where('id', '=', id).executeTakeFirst();
}

/** False when another request was first: then the token was used twice. */
export async function rotateTokenFamily(db: Db, from: TokenFamilyRow, expiresMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('token_families')
    .set({ expires_ms: expiresMs, generation: from.generation + 1 })
    .where('id', '=', from.id)
    .where('generation', '=', from.generation)
    .where('revoked_ms', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function revokeTokenFamily(db: Db, id: string, nowMs: number): Promise<void> {
  await db
    .updateTable('token_families')
    .set({ revoked_ms: nowMs })
    .where('id', '=', id)
    .where('revoked_ms', 'is', null)
    .execute();
}

export async function insertRevokedToken(db: Db, tokenId: string, expiresMs: number): Promise<void> {
  await db
    .insertInto('revoked_tokens')
    .values({ token_id: tokenId, expires_ms: expiresMs })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** The login that an access token comes from is there, and neither it nor the token alone was ended. */
export async function isTokenAlive(db: Db, familyId: string, tokenId: string): Promise<boolean> {
  const row = await db
    .selectFrom('token_families')
    .select('id')
    .where('id', '=', familyId)
    .where('revoked_ms', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('revoked_tokens').select('token_id').where('token_id', '=', tokenId))),
    )
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertWebSession(db: Db, session: WebSessionRow): Promise<void> {
  await db.insertInto('web_sessions').values(session).execute();
}

export async function findWebSession(db: Db, secretHash: string): Promise<WebSessionRow | undefined> {
  return await db
    .selectFrom('web_sessions')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();
}

export async function touchWebSession(db: Db, secretHash: string, nowMs: number): Promise<void> {
  await db
    .updateTable('web_sessions')
    .set({ seen_ms: nowMs })
    .where('secret_hash', '=', secretHash)
    .execute();
}

export async function deleteWebSession(db: Db, secretHash: string): Promise<void> {
  await db.deleteFrom('web_sessions').where('secret_hash', '=', secretHash).execute();
}

/** Every login of a user but, if given, one web session. */
export async function endLoginsOf(
  db: Db,
  userId: number,
  nowMs: number,
  keepSession?: string,
): Promise<void> {
  await db
    .updateTable('token_families')
    .set({ revoked_ms: nowMs })
    .where('user_id', '=', userId)
    .where('revoked_ms', 'is', null)
    .execute();
  let sessions = db.deleteFrom('web_sessions').where('user_id', '=', userId);
  if (keepSession !== undefined) sessions = sessions.where('secret_hash', '!=', keepSession);
  await sessions.execute();
}

/** Forgets what has ended. */
export async function deleteEndedLogins(db: Db, nowMs: number, sessionLifeMs: number): Promise<void> {
  await db.deleteFrom('token_families').where('expires_ms', '<', nowMs).execute();
  await db.deleteFrom('revoked_tokens').where('expires_ms', '<', nowMs).execute();
  await db
    .deleteFrom('web_sessions')
    .where('seen_ms', '<', nowMs - sessionLifeMs)
    .execute();
}
