/**
 * Secrets of web hooks: sealed in the store, masked where they are read. Who writes the mask back keeps what is stored, but only for
 * the same server, else a mask would be enough to learn it.
 */

import { secretContext } from '../actions/webhook.ts';
import { maskedPassword } from '../cameras/settings.ts';
import type { Vault } from '../secrets/vault.ts';
import { invalid } from '../sites/checks.ts';
import type { ScenarioAction, WebhookAction } from './scenario.ts';

/** `before` are the stored actions of the scenario that is changed. */
export function sealSecrets(
  actions: readonly ScenarioAction[],
  before: readonly ScenarioAction[],
  vault: Vault,
  scenarioId: string,
): ScenarioAction[] {
  return actions.map((action, at) => {
    if (action.kind !== 'webhook' || action.secret === undefined) return action;
    if (action.secret !== maskedPassword)
      return { ...action, secret: vault.seal(action.secret, secretContext(scenarioId)) };
    const kept = storedSecret(action, before);
    if (kept === undefined)
      throw invalid(['actions', at, 'secret'], 'is masked, but none is stored for this server');
    return { ...action, secret: kept };
  });
}

export function maskSecrets(actions: readonly ScenarioAction[]): ScenarioAction[] {
  return actions.map((action) =>
    action.kind === 'webhook' && action.secret !== undefined ? { ...action, secret: maskedPassword } : action,
  );
}

/** Of the same address, else of the same server. */
function storedSecret({ url }: WebhookAction, before: readonly ScenarioAction[]): string | undefined {
  const hooks = before.filter((action) => action.kind === 'webhook');
  const same =
    hooks.find((hook) => hook.url === url) ?? hooks.find((hook) => originOf(hook) === new URL(url).origin);
  return same?.secret;
}

function originOf({ url }: WebhookAction): string {
  return new URL(url).origin;
}
