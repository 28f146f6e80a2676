/** Signing in and out. */
import type { Handler } from '../../shared/handler.ts';
import type { operations } from '../generated/contract.ts';
import type { PasswordGate } from '../password-gate.ts';
import type { Sessions } from '../sessions.ts';
import { cookieName, type SignIn } from '../sign-in.ts';

const cookieRules = 'Path=/; HttpOnly; Secure; SameSite=Strict';

export function authRoutes(gate: PasswordGate, sessions: Sessions, signIn: SignIn) {
  const authenticate: Handler<operations['authenticate']> = async (call) => {
    await gate.check(call.body.password, call.request.ip);
    const { token, csrfToken } = sessions.start();
    call.reply.header('set-cookie', `${cookieName}=${token}; ${cookieRules}`);
    return { success: true, token, csrfToken };
  };
  // Users always have passwords here: protection cannot be off.
  const getAuthStatus: Handler<operations['getAuthStatus']> = () => ({ enabled: true, configured: true });
  const logout: Handler<operations['logout']> = (call) => {
    const session = signIn.session(call.request);
    if (session) sessions.end(session);
    call.reply.header('set-cookie', `${cookieName}=; Max-Age=0; ${cookieRules}`);
    return { success: true };
  };
  return { authenticate, getAuthStatus, logout };
}
