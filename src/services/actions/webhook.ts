/** Posts what happened, signed. docs/integrations/webhooks.md tells receivers how to check it. */
import { createHmac } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { OutboundAnswer, OutboundGuard } from '../outbound/guard.ts';
import type { WebhookAction } from '../scenarios/scenario.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Executor } from './executor.ts';
import { toMessage } from './occasion.ts';

export interface WebhookOptions {
  readonly guard: Pick<OutboundGuard, 'request'>;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly version: string;
}

/** Only the status is looked at; of what follows no more is read. */
const largestAnswer = 65_536;
const answerMs = 20_000;

/** Where the secret of a scenario's web hooks is sealed for. */
export function secretContext(scenarioId: string): string {
  return `scenario:${scenarioId}:webhook`;
}

export function webhook({ guard, vault, clock, version }: WebhookOptions): Executor<WebhookAction> {
  return async ({ id, settings, occasion, signal }) => {
    const body = JSON.stringify(toMessage(id, occasion));
    const secret =
      settings.secret === undefined ? null : vault.open(settings.secret, secretContext(occasion.scenario.id));
    const answer = await guard.request(settings.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': `Vidette/${version}`,
        'idempotency-key': id,
        ...(secret !== null && { 'x-vidette-signature': signature(secret, clock.utcMs(), body) }),
      },
      body,
      maxBytes: largestAnswer,
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
      followRedirects: false,
      withoutBody: true,
    });
    return judge(answer);
  };
}

/** `t=<Unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>", hex>` */
export function signature(secret: string, utcMs: number, body: string): string {
  const seconds = Math.floor(utcMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** 408, 425 and 429 ask to come again; what else is refused with 3xx or 4xx will be refused again. */
function judge({ status, headers }: OutboundAnswer): undefined {
  if (status >= 200 && status < 300) return undefined;
  const message = `the receiver answers ${status}`;
  const isPassing = status >= 500 || [408, 425, 429].includes(status);
  if (!isPassing) throw new VidetteError('conflict', message, { reason: 'webhook_refused' });
  const seconds = Number(headers['retry-after']);
  throw new VidetteError('unavailable', message, {
    ...(seconds > 0 && { retryAfterMs: seconds * 1000 }),
  });
}
