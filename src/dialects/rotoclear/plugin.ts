/** The rotoclear device API on an app of its own: its addresses begin at the root. */
import type { FastifyInstance } from 'fastify';
import type { AnswerCheck } from '../shared/answers.ts';
import { type Coverage, registerContract } from '../shared/contract.ts';
import { installErrors } from '../shared/errors.ts';
import type { Handler } from '../shared/handler.ts';
import { loadContract } from '../shared/openapi.ts';
import { answerFailure } from './errors.ts';
import type { operations } from './generated/contract.ts';
import type { RotoclearPorts } from './ports.ts';
import { rateLimit } from './rate.ts';
import { cameraRoutes } from './routes/camera.ts';
import { systemRoutes } from './routes/system.ts';
import type { served } from './served.ts';
import { signIn } from './sign-in.ts';

export interface RotoclearOptions extends RotoclearPorts {
  readonly report?: (coverage: Coverage) => void;
  /** For tests: told of answers that do not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

export function installRotoclear(app: FastifyInstance, options: RotoclearOptions): Coverage {
  const document = loadContract('rotoclear');
  const handlers: { [Id in (typeof served)[number]]: Handler<operations[Id]> } = {
    ...cameraRoutes(options),
    ...systemRoutes(options),
  };
  installErrors(app, answerFailure(options.clock));
  return registerContract<operations>(app, {
    document,
    handlers,
    before: rateLimit(document, options.clock),
    authenticate: signIn(options),
    ...(options.report && { report: options.report }),
    ...(options.onAnswer && { onAnswer: options.onAnswer }),
  });
}
