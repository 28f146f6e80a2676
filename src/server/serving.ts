/** What the parts of the server that serve something are handed: apps with the common settings, addresses, and where to report. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from '#config/log.ts';
import type { Coverage } from '#dialects/shared/contract.ts';
import type { ListenAddress, RunningListener } from '#dialects/shared/listener.ts';

export interface AppOptions {
  readonly ignoreTrailingSlash?: boolean;
  readonly trustedProxies?: readonly string[];
}

export interface Serving {
  readonly newApp: (name: string, options?: AppOptions) => FastifyInstance;
  readonly serve: (
    app: FastifyInstance,
    addresses: readonly ListenAddress[],
  ) => Promise<RunningListener | null>;
  readonly plain: (port: number) => ListenAddress;
  readonly secure: (port: number) => ListenAddress;
  readonly report: Report;
}

export type Report = (api: string) => (coverage: Coverage) => void;

export function reportTo(logger: Logger): Report {
  return (api) => (coverage) => {
    const { served, notServed } = coverage;
    const facts = { api, served: served.length, of: served.length + notServed.length };
    logger.info(notServed.length === 0 ? facts : { ...facts, answer501: notServed.join(' ') }, 'operations');
  };
}
