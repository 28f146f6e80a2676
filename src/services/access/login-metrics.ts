/** Counts of logins by result, for whoever watches for guessing. */
import { Counter, type Registry } from 'prom-client';
import type { AccessService } from './access-service.ts';

export function registerLoginMetrics(registry: Registry, access: Pick<AccessService, 'loginResults'>): void {
  new Counter({
    name: 'vidette_logins_total',
    help: 'Proofs by password since the start: good, or the reason of the refusal',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [result, count] of access.loginResults) this.inc({ result }, count);
    },
  });
}
