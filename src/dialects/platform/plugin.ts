/** The platform API under `/api/v1`. Register it without a prefix of its own: `app.register(platformPlugin, options)`. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { authenticateRequest } from '#services/access/request.ts';
import type { AnswerCheck } from '../shared/answers.ts';
import { type Coverage, registerContract } from '../shared/contract.ts';
import { withDenialsTold } from '../shared/denials.ts';
import { installErrors } from '../shared/errors.ts';
import type { Handler } from '../shared/handler.ts';
import { belowPrefix, loadContract } from '../shared/openapi.ts';
import { auditActionOf } from './audit-actions.ts';
import { clipDownload } from './clip-download.ts';
import { answerFailure } from './errors.ts';
import type { operations } from './generated/contract.ts';
import type { PlatformPorts } from './ports.ts';
import { archiveRoutes } from './routes/archive.ts';
import { auditLogRoutes } from './routes/auditlogs.ts';
import { cameraRoutes } from './routes/cameras.ts';
import { clipRoutes } from './routes/clips.ts';
import { eventRoutes } from './routes/events.ts';
import { faceListRoutes } from './routes/facelists.ts';
import { faceRoutes } from './routes/faces.ts';
import { groupRoutes } from './routes/groups.ts';
import { onvifRoutes } from './routes/onvif.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { orionRoutes } from './routes/orion.ts';
import { permissionRoutes } from './routes/permissions.ts';
import { placeRoutes } from './routes/places.ts';
import { planRoutes } from './routes/plans.ts';
import { plateListRoutes } from './routes/platelists.ts';
import { plateRoutes } from './routes/plates.ts';
import { roleRoutes } from './routes/roles.ts';
import { searchRoutes } from './routes/search.ts';
import { statsRoutes } from './routes/stats.ts';
import { streamRoutes } from './routes/streams.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { userRoutes } from './routes/users.ts';
import type { ServedId } from './served.ts';

export interface PlatformOptions extends PlatformPorts {
  readonly report?: (coverage: Coverage) => void;
  /** For tests: told of answers that do not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

const prefix = '/api/v1';

export async function platformPlugin(app: FastifyInstance, options: PlatformOptions): Promise<void> {
  await app.register(clipDownload, options);
  await app.register(
    async (api) => {
      registerApi(api, options);
      // After the contract, which clears the parsers. Uploads set their limits themselves.
      await api.register(multipart, { throwFileSizeLimit: false });
    },
    { prefix },
  );
}

function registerApi(app: FastifyInstance, options: PlatformOptions): void {
  const handlers: { [Id in ServedId]: Handler<operations[Id]> } = {
    ...tokenRoutes(options),
    ...cameraRoutes(options),
    ...placeRoutes(options),
    ...streamRoutes(options),
    ...archiveRoutes(options),
    ...clipRoutes(options),
    ...organizationRoutes(options),
    ...groupRoutes(options),
    ...userRoutes(options),
    ...roleRoutes(options),
    ...permissionRoutes(options),
    ...auditLogRoutes(options),
    ...onvifRoutes(options),
    ...uploadRoutes(options),
    ...plateRoutes(options),
    ...plateListRoutes(options),
    ...planRoutes(options),
    ...orionRoutes(options),
    ...faceRoutes(options),
    ...faceListRoutes(options),
    ...eventRoutes(options),
    ...searchRoutes(options),
    ...statsRoutes(options),
  };
  installErrors(app, answerFailure);
  registerContract<operations>(app, {
    document: belowPrefix(loadContract('platform'), prefix),
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
