/** Who tried to change what without the right to. */
import { VidetteError } from '#domain/errors.ts';
import type { AuditAction } from '#services/audit/actions.ts';
import type { Denials } from '#services/audit/denials.ts';
import type { Call } from './handler.ts';

type AnyHandler = (call: Call) => unknown;

/** The handlers; refusals of those that have an action (they change something) are told to the audit log under it. */
export function withDenialsTold<Handlers extends object>(
  handlers: Handlers,
  actionOf: Readonly<Partial<Record<string, AuditAction>>>,
  denials: Denials,
): Handlers {
  const told = Object.entries(handlers).map(([operation, handler]: [string, AnyHandler]) => {
    const action = actionOf[operation];
    if (action === undefined) return [operation, handler];
    const watched: AnyHandler = async (call) => {
      try {
        return await handler(call);
      } catch (error) {
        const by = call.principalOrNull;
        if (error instanceof VidetteError && error.code === 'not_allowed' && by !== null)
          await denials.record(by, { action, operation, target: call.params, error });
        throw error;
      }
    };
    return [operation, watched];
  });
  return Object.fromEntries(told) as Handlers;
}
