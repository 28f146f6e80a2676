/** Prometheus metrics. Each process has one registry, made here and handed to the parts that count. */
import { collectDefaultMetrics, Registry } from 'prom-client';

export type { Registry } from 'prom-client';

export interface MetricsOptions {
  /** Memory, CPU, event loop and descriptors of this process too. */
  readonly process: boolean;
  /** Put on every metric, for example `{ process: 'server' }`. */
  readonly labels?: Readonly<Record<string, string>>;
}

export function createMetrics(options: MetricsOptions): Registry {
  const registry = new Registry();
  if (options.labels !== undefined) registry.setDefaultLabels({ ...options.labels });
  if (options.process) collectDefaultMetrics({ register: registry, prefix: 'vidette_' });
  return registry;
}
