/** Looks at every answer of a contract's routes and tells which do not fit. Used by tests, off in production. */
import type { FastifyInstance } from 'fastify';
import type { Issue } from './errors.ts';
import { join } from './openapi.ts';
import type { ContractValidator } from './validation.ts';

export interface WrongAnswer {
  readonly operationId: string;
  readonly status: number;
  readonly problem: string;
  readonly issues: readonly Issue[];
}

export type AnswerCheck = (wrong: WrongAnswer) => void;

/** Statuses that any HTTP server may give without the contract saying so for each operation. */
const general = new Set([304, 400, 401, 403, 404, 413, 415, 429, 500, 501, 503]);

export function watchAnswers(app: FastifyInstance, validator: ContractValidator, tell: AnswerCheck): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const operation = request.routeOptions.config.operation;
    if (!operation || request.method === 'HEAD') return payload;
    const status = reply.statusCode;
    const wrong = (problem: string, issues: readonly Issue[] = []) =>
      tell({ operationId: operation.id, status, problem, issues });
    const response = operation.responses[status] ?? operation.responses.default;
    if (!response) {
      if (!general.has(status)) wrong('the contract has no such status');
      return payload;
    }
    const type = String(reply.getHeader('content-type') ?? '').split(';')[0]!;
    const content = response.value.content ?? {};
    if (Object.keys(content).length === 0) {
      if (typeof payload === 'string' && payload.length > 0) wrong('the contract has no body here');
      return payload;
    }
    const mediaType = content[type];
    if (!mediaType) wrong(`content type ${type || 'none'} instead of ${Object.keys(content).join(' or ')}`);
    else if (type === 'application/json' && mediaType.schema) {
      const pointer = join(join(join(response.pointer, 'content'), type), 'schema');
      const issues = validator.check(pointer, JSON.parse(String(payload)));
      if (issues) wrong('the body does not fit its schema', issues);
    }
    return payload;
  });
}
