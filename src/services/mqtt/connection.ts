/** The connection to the broker: reconnects by itself, says whether it is there, and publishes what must arrive once it is confirmed. */
import { readFileSync } from 'node:fs';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { VidetteError } from '#domain/errors.ts';

export interface BrokerSettings {
  /** `mqtt:`, `mqtts:`, `ws:` or `wss:` */
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly clientId: string;
  /** Certificates that are trusted beside the system's, PEM. */
  readonly caFile: string | null;
}

export interface Message {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly retain?: boolean;
  /** At least once instead of at most once. */
  readonly confirmed?: boolean;
}

export interface BrokerOptions {
  readonly settings: BrokerSettings;
  readonly will: Message;
  /** Called at each connection, when nothing is subscribed yet. */
  readonly connected: () => void;
  readonly received: (topic: string, payload: Buffer, retained: boolean) => void;
  readonly log: (message: string, details: object) => void;
}

const reconnectMs = 2000;
/** A broker that takes nothing must not fill the memory. */
const mostUnconfirmed = 1000;
const confirmMs = 20_000;

export class BrokerConnection implements AsyncDisposable {
  readonly #client: MqttClient;
  readonly #log: BrokerOptions['log'];
  #unconfirmed = 0;
  #troubled = '';

  constructor({ settings, will, connected, received, log }: BrokerOptions) {
    this.#log = log;
    this.#client = mqtt.connect(settings.url, optionsOf(settings, will));
    this.#client.on('connect', () => {
      this.#troubled = '';
      log('MQTT: connected', { broker: hostOf(settings.url) });
      connected();
    });
    this.#client.on('message', (topic, payload, packet) => received(topic, payload, packet.retain));
    this.#client.on('error', (error) => this.#trouble(error.message));
    // It follows each failed attempt as well, whose reason was told.
    this.#client.on('close', () => {
      if (this.#troubled === '') this.#trouble('the connection is closed');
    });
  }

  get connected(): boolean {
    return this.#client.connected;
  }

  async subscribe(topics: readonly string[]): Promise<void> {
    const granted = await this.#client.subscribeAsync([...topics], { qos: 1 });
    const refused = granted.filter(({ qos }) => qos > 2).map(({ topic }) => topic);
    if (refused.length > 0) this.#log('MQTT: the broker refuses subscriptions', { topics: refused });
  }

  /** Throws `unavailable` without a broker, or when it does not confirm. */
  async publish({ topic, payload, retain = false, confirmed = false }: Message): Promise<void> {
    if (!this.#client.connected) throw new VidetteError('unavailable', 'the MQTT broker is not connected');
    if (this.#unconfirmed >= mostUnconfirmed)
      throw new VidetteError('unavailable', 'the MQTT broker does not take what is sent');
    this.#unconfirmed += 1;
    try {
      await inTime(this.#client.publishAsync(topic, payload, { qos: confirmed ? 1 : 0, retain }));
    } catch (cause) {
      throw new VidetteError('unavailable', `the MQTT broker did not take ${topic}`, { cause });
    } finally {
      this.#unconfirmed -= 1;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.removeAllListeners('close');
    await this.#client.endAsync(!this.#client.connected);
  }

  /** Once per kind of trouble, not at each of many attempts. */
  #trouble(message: string): void {
    if (this.#troubled === message) return;
    this.#troubled = message;
    this.#log('MQTT: not connected, trying again', { reason: message });
  }
}

function optionsOf(settings: BrokerSettings, will: Message): IClientOptions {
  const { username, password, clientId, caFile } = settings;
  return {
    clientId,
    ...(username !== null && { username }),
    ...(password !== null && { password }),
    ...(caFile !== null && { ca: readFileSync(caFile) }),
    will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: will.retain ?? false },
    reconnectPeriod: reconnectMs,
    // A broker that refuses the login, or is not ready for it, may take it later.
    reconnectOnConnackError: true,
    // What was not sent is told anew at the next connection, from the present state.
    queueQoSZero: false,
    resubscribe: false,
  };
}

async function inTime(promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new VidetteError('unavailable', 'no confirmation in time')), confirmMs);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}
