/** The budgets of the contract: per client address, class and second. Aliases name the same class and so share one. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { OpenApiDocument, Operation } from '../shared/openapi.ts';
import { RateLimiter } from '../shared/rate-limit.ts';

interface RateTable {
  readonly window_s: number;
  readonly classes: Readonly<Record<string, number>>;
}

export function rateLimit(document: OpenApiDocument, clock: Clock) {
  const table = (document as unknown as { 'x-rate-limits': RateTable })['x-rate-limits'];
  const limiter = new RateLimiter(clock, table.window_s * 1000);
  return (request: FastifyRequest, reply: FastifyReply, operation: Operation): void => {
    const name = operation.source['x-rate-limit-class'];
    const limit = typeof name === 'string' ? table.classes[name] : undefined;
    if (limit === undefined) return;
    const state = limiter.take(`${name} ${request.ip}`, limit);
    if (state.allowed) return;
    reply.headers({
      'x-ratelimit-limit': state.limit,
      'x-ratelimit-remaining': state.remaining,
      'x-ratelimit-reset': Math.ceil((clock.utcMs() + state.resetInMs) / 1000),
    });
    throw new VidetteError('exhausted', `more than ${limit} requests a second of class ${name}`, {
      reason: 'request_rate',
      retryAfterMs: state.resetInMs,
    });
  };
}
