/** Signing in. */
import type { Handler } from '../../shared/handler.ts';
import type { operations } from '../generated/contract.ts';
import type { AnprPorts } from '../ports.ts';
import type { Tokens } from '../token.ts';
import { wrap } from '../wrapper.ts';

export function accountRoutes({ device }: AnprPorts, tokens: Tokens) {
  const login: Handler<operations['login']> = async (call) => {
    const { username, password } = call.body;
    const principal = await device.login(username, password, call.request.ip);
    return wrap({ token: tokens.issue(principal.login, principal.superuser ? 'admin' : 'user') });
  };
  return { login };
}
