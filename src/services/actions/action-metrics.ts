/** How the actions of scenarios go, for whoever watches the server. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { QueueFigures } from './action-queue.ts';

export function registerActionMetrics(registry: Registry, queue: QueueFigures): void {
  new Counter({
    name: 'vidette_action_attempts_total',
    help: 'Attempts since the start by kind and end: done, again (tried later) or failed (given up)',
    labelNames: ['kind', 'end'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { kind, end, count } of queue.attempts()) this.inc({ kind, end }, count);
    },
  });
  new Gauge({
    name: 'vidette_action_targets_waiting',
    help: 'Targets that actions of scenarios wait for',
    registers: [registry],
    collect() {
      this.set(queue.waitingTargets);
    },
  });
}
