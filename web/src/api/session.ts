/** Who is logged in. The cookie proves it; the CSRF token, kept in memory only, goes with every write. */
import { request } from './request.ts';

export interface SessionUser {
  readonly email: string;
  readonly login?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly is_superuser?: boolean;
  /** What the role allows, in the names of the platform contract. */
  readonly permissions?: readonly string[];
}

/** Only for showing what makes sense; the server decides. */
export function may(user: SessionUser | null | undefined, permission: string): boolean {
  return user?.is_superuser === true || user?.permissions?.includes(permission) === true;
}

interface SessionReply {
  readonly user: SessionUser;
  readonly csrf_token: string;
}

let csrfToken = '';

export function csrfHeader(): Record<string, string> {
  return csrfToken === '' ? {} : { 'x-csrf-token': csrfToken };
}

/** Null when nobody is logged in. */
export async function readSession(): Promise<SessionUser | null> {
  const reply = await request<SessionReply>('/session', { allow: [401] });
  csrfToken = reply?.csrf_token ?? '';
  return reply?.user ?? null;
}

/** Whether this browser has meanwhile got another session, from another window for example. */
export async function sessionChanged(): Promise<boolean> {
  const before = csrfToken;
  await readSession();
  return csrfToken !== before;
}

export async function logIn(login: string, password: string): Promise<SessionUser> {
  const reply = await request<SessionReply>('/session', { method: 'POST', json: { login, password } });
  if (reply === null) throw new TypeError('the server answered a log-in without a body');
  csrfToken = reply.csrf_token;
  return reply.user;
}

export async function logOut(): Promise<void> {
  await request('/session', { method: 'DELETE', headers: csrfHeader(), allow: [401] });
  csrfToken = '';
}
