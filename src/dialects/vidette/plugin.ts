/**
 * The native API under `/api/v1`, beside the platform API: same sign-in, same error forms. The platform plugin answers for unknown
 * addresses below the prefix, as only one plugin can.
 */
import type { FastifyInstance } from 'fastify';
import { authenticateRequest } from '#services/access/request.ts';
import type { AnswerCheck } from '../shared/answers.ts';
import { type Coverage, registerContract } from '../shared/contract.ts';
import { withDenialsTold } from '../shared/denials.ts';
import { detailAnswer } from '../shared/detail-errors.ts';
import { installErrors } from '../shared/errors.ts';
import type { Handler } from '../shared/handler.ts';
import { belowPrefix, loadContract } from '../shared/openapi.ts';
import { auditActionOf } from './audit-actions.ts';
import type { operations } from './generated/contract.ts';
import { installLiveSocket } from './live-socket.ts';
import type { VidettePorts } from './ports.ts';
import { actionRoutes } from './routes/actions.ts';
import { alarmRoutes } from './routes/alarms.ts';
import { analysisRoutes } from './routes/analysis.ts';
import { armingRoutes } from './routes/arming.ts';
import { counterRoutes } from './routes/counters.ts';
import { eventRoutes } from './routes/events.ts';
import { recordingRoutes } from './routes/recordings.ts';
import { replayRoutes } from './routes/replays.ts';
import { scenarioRoutes } from './routes/scenarios.ts';
import type { ServedId } from './served.ts';

export interface VidetteOptions extends VidettePorts {
  readonly report?: (coverage: Coverage) => void;
  /** For tests: told of answers that do not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

const prefix = '/api/v1';

export async function videttePlugin(app: FastifyInstance, options: VidetteOptions): Promise<void> {
  await app.register(async (api) => registerApi(api, options), { prefix });
}

function registerApi(app: FastifyInstance, options: VidetteOptions): void {
  const handlers: { [Id in ServedId]: Handler<operations[Id]> } = {
    ...recordingRoutes(options),
    ...eventRoutes(options),
    ...counterRoutes(options),
    ...analysisRoutes(options),
    ...replayRoutes(options),
    ...scenarioRoutes(options),
    ...alarmRoutes(options),
    ...armingRoutes(options),
    ...actionRoutes(options),
  };
  installErrors(app, (failure, request) => detailAnswer(failure, request.routeOptions.config.operation), {
    unknownRoutes: false,
  });
  installLiveSocket(app, options);
  registerContract<operations>(app, {
    document: belowPrefix(loadContract('vidette'), prefix),
    handlers: withDenialsTold(handlers, auditActionOf, options.denials),
    authenticate: (request) =>
      authenticateRequest(options.access, {
        method: request.method,
        headers: request.headers,
        address: request.ip,
      }),
    ...(options.report && { report: options.report }),
    ...(options.onAnswer && { onAnswer: options.onAnswer }),
  });
}
