/** The ANPR appliance API on an app of its own: its addresses begin at the root. */
import type { FastifyInstance } from 'fastify';
import type { AnswerCheck } from '../shared/answers.ts';
import { type Coverage, registerContract } from '../shared/contract.ts';
import { installErrors } from '../shared/errors.ts';
import type { Handler } from '../shared/handler.ts';
import { loadContract } from '../shared/openapi.ts';
import { answerFailure } from './errors.ts';
import type { operations } from './generated/contract.ts';
import type { AnprPorts } from './ports.ts';
import { accountRoutes } from './routes/account.ts';
import { mediaRoutes } from './routes/media.ts';
import { systemRoutes } from './routes/system.ts';
import type { served } from './served.ts';
import { signIn } from './sign-in.ts';
import { Tokens } from './token.ts';

export interface AnprOptions extends AnprPorts {
  readonly report?: (coverage: Coverage) => void;
  /** For tests: told of answers that do not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

export function installAnpr(app: FastifyInstance, options: AnprOptions): Coverage {
  const document = loadContract('anpr');
  const tokens = new Tokens(options.tokenKey, options.clock);
  const handlers: { [Id in (typeof served)[number]]: Handler<operations[Id]> } = {
    ...accountRoutes(options, tokens),
    ...systemRoutes(options),
    ...mediaRoutes(options),
  };
  installErrors(app, answerFailure(document));
  return registerContract<operations>(app, {
    document,
    handlers,
    authenticate: signIn(options.device, tokens),
    ...(options.report && { report: options.report }),
    ...(options.onAnswer && { onAnswer: options.onAnswer }),
  });
}
