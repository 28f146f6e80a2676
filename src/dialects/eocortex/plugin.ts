/** The eocortex API on an app of its own: its addresses begin at the root. */
import type { FastifyInstance } from 'fastify';
import type { AnswerCheck } from '../shared/answers.ts';
import { type Coverage, registerContract } from '../shared/contract.ts';
import { installErrors } from '../shared/errors.ts';
import type { Handler } from '../shared/handler.ts';
import { loadContract, type Operation } from '../shared/openapi.ts';
import { answerFailure } from './errors.ts';
import type { operations } from './generated/contract.ts';
import type { EocortexPorts } from './ports.ts';
import { channelRoutes } from './routes/channels.ts';
import type { served } from './served.ts';
import { signIn } from './sign-in.ts';

export interface EocortexOptions extends EocortexPorts {
  readonly report?: (coverage: Coverage) => void;
  /** For tests: told of answers that do not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

/** `app` must ignore trailing slashes (`createListener({ ignoreTrailingSlash: true })`). */
export function installEocortex(app: FastifyInstance, options: EocortexOptions): Coverage {
  const handlers: { [Id in (typeof served)[number]]: Handler<operations[Id]> } = channelRoutes(options);
  installErrors(app, answerFailure);
  return registerContract<operations>(app, {
    document: loadContract('eocortex'),
    handlers,
    authenticate: signIn(options.access),
    queryIgnoresCase: true,
    aliases: longAddress,
    ...(options.report && { report: options.report }),
    ...(options.onAnswer && { onAnswer: options.onAnswer }),
  });
}

/** `/api/X` is `/api/v1/X`. */
function longAddress(operation: Operation): string[] {
  return /^\/api\/(?!v\d\/)/.test(operation.path) ? [operation.path.replace('/api/', '/api/v1/')] : [];
}
