/** What the web interface shows of the installation itself, health for monitors, and metrics. No contract covers these. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProbeRequest, ProbeResult, StreamserverStatus } from '#cluster/protocol.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import { isLoopback } from '#domain/ip-address.ts';
import type { Principal } from '#domain/principal.ts';

export interface SystemStatus {
  readonly version: string;
  readonly node: string;
  readonly startedAtMs: number;
  readonly database: { readonly engine: 'sqlite' | 'postgresql' };
  readonly cameras: number;
  readonly streamservers: readonly StreamserverStatus[];
  /** Streamservers that shall be there, and whether they are connected. */
  readonly expected: readonly { readonly id: string; readonly connected: boolean }[];
}

export interface SystemOptions {
  readonly authenticate: (request: FastifyRequest) => Promise<Principal>;
  /** What the principal may see of it. */
  readonly status: (principal: Principal) => Promise<SystemStatus>;
  readonly probe: (principal: Principal, request: ProbeRequest) => Promise<ProbeResult>;
  /** Null while all is well, else what is wrong. */
  readonly trouble: () => Promise<string | null>;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  /** Opens metrics to others than this machine. */
  readonly metricsToken: string | null;
  readonly answer: (error: VidetteError) => {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: unknown;
  };
}

const probeSchema = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', minLength: 1, maxLength: 2048 },
    username: { type: 'string', maxLength: 256 },
    password: { type: 'string', maxLength: 256 },
    transport: { enum: ['auto', 'tcp', 'udp'] },
  },
} as const;

export async function systemPlugin(app: FastifyInstance, options: SystemOptions): Promise<void> {
  app.setErrorHandler((error, _request, reply) => {
    const { status, headers, body } = options.answer(fromValidation(error));
    return reply.code(status).headers(headers).send(body);
  });

  app.get('/healthz', async (_request, reply) => {
    const trouble = await options.trouble();
    return reply
      .code(trouble === null ? 200 : 503)
      .send({ status: trouble === null ? 'ok' : 'unhealthy', trouble });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, options.metricsToken))
      throw new VidetteError('unauthenticated', 'metrics are for this machine, or need the metrics token');
    return reply.type(options.metrics.contentType).send(await options.metrics.metrics());
  });

  app.get('/system/status', async (request) => options.status(await options.authenticate(request)));

  app.post<{ Body: ProbeRequest }>('/system/probe', { schema: { body: probeSchema } }, async (request) =>
    options.probe(await options.authenticate(request), request.body),
  );
}

function mayReadMetrics(request: FastifyRequest, token: string | null): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token !== null && given !== undefined) {
    const [a, b] = [Buffer.from(given), Buffer.from(token)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
  // A proxy on this machine would make everybody local.
  return request.headers['x-forwarded-for'] === undefined && isLoopback(request.socket.remoteAddress ?? '');
}

function fromValidation(error: unknown): VidetteError {
  const { statusCode, message } = error as { statusCode?: unknown; message: string };
  if (!(error instanceof VidetteError) && typeof statusCode === 'number' && statusCode < 500)
    return new VidetteError('invalid', message, { cause: error });
  return toVidetteError(error);
}
