/** The IP Camera API on an app of its own, served over HTTPS: its addresses begin at the root. */
import type { FastifyInstance } from 'fastify';
import type { AnswerCheck } from '../shared/answers.ts';
import { type Coverage, registerContract } from '../shared/contract.ts';
import { installErrors } from '../shared/errors.ts';
import type { Handler } from '../shared/handler.ts';
import { loadContract } from '../shared/openapi.ts';
import { answerFailure } from './errors.ts';
import type { operations } from './generated/contract.ts';
import { defaultSettings } from './map.ts';
import { PasswordGate } from './password-gate.ts';
import type { IpcameraPorts } from './ports.ts';
import { authRoutes } from './routes/auth.ts';
import { certificateRoutes } from './routes/certificate.ts';
import { dashboardRoutes } from './routes/dashboard.ts';
import { videoRoutes } from './routes/video.ts';
import type { served } from './served.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.ts';

export interface IpcameraOptions extends IpcameraPorts {
  readonly report?: (coverage: Coverage) => void;
  /** For tests: told of answers that do not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

export function installIpcamera(app: FastifyInstance, options: IpcameraOptions): Coverage {
  const document = loadContract('ipcamera');
  const sessions = new Sessions();
  const signIn = new SignIn(sessions, options.device, options.clock);
  const gate = new PasswordGate(options.device, options.clock);
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  const handlers: { [Id in (typeof served)[number]]: Handler<operations[Id]> } = {
    ...dashboardRoutes(),
    ...authRoutes(gate, sessions, signIn),
    ...certificateRoutes(options),
    ...videoRoutes(options, { signIn, defaults: defaultSettings(document), closing: closing.signal }),
  };
  installErrors(app, answerFailure);
  return registerContract<operations>(app, {
    document,
    handlers,
    before: (request, _reply, operation) => {
      // Signing in has its lock-out; other open routes have only the rate.
      const isOpen = operation.security.length === 0 && operation.id !== 'authenticate';
      if (isOpen) signIn.takeRate(request);
    },
    authenticate: (request) => signIn.authenticate(request),
    ...(options.report && { report: options.report }),
    ...(options.onAnswer && { onAnswer: options.onAnswer }),
  });
}
