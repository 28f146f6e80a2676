/** Publishes at the broker. */
import { VidetteError } from '#domain/errors.ts';
import type { MqttAction } from '../scenarios/scenario.ts';
import type { Executor } from './executor.ts';
import { toMessage } from './occasion.ts';
import { fillIn } from './template.ts';

export interface MqttPublisher {
  /** Resolves when the broker has confirmed it (QoS 1). Throws `unavailable` without a broker. */
  publish(topic: string, payload: string, options: { readonly retain: boolean }): Promise<void>;
}

export function mqtt(publisher: () => MqttPublisher | null): Executor<MqttAction> {
  return async ({ id, settings: { topic, payload, retain = false }, occasion }) => {
    const broker = publisher();
    if (broker === null) throw new VidetteError('unavailable', 'no MQTT broker is configured');
    const text = payload === undefined ? JSON.stringify(toMessage(id, occasion)) : fillIn(payload, occasion);
    await broker.publish(topic, text, { retain });
    return undefined;
  };
}
