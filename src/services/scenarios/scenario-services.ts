/** The services about scenarios, alarms and what they do, put together. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Db } from '#stores/schema.ts';
import { ActionQueue, type QueueFigures } from '../actions/action-queue.ts';
import { ActionService } from '../actions/action-service.ts';
import { type CameraActionOptions, ptzPreset, record, relay } from '../actions/camera-actions.ts';
import type { Executor } from '../actions/executor.ts';
import { type EventPicture, type MailSettings, mail } from '../actions/mail.ts';
import { type MqttPublisher, mqtt } from '../actions/mqtt.ts';
import { webhook } from '../actions/webhook.ts';
import { AlarmService } from '../alarms/alarm-service.ts';
import { ArmingService } from '../arming/arming-service.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { OutboundGuard } from '../outbound/guard.ts';
import type { Cursors } from '../paging/cursors.ts';
import type { Vault } from '../secrets/vault.ts';
import type { EventFeed } from './ports.ts';
import type { MailAction } from './scenario.ts';
import { ScenarioEngine } from './scenario-engine.ts';
import { ScenarioService } from './scenario-service.ts';

export interface ScenarioServices {
  readonly scenarios: ScenarioService;
  readonly alarms: AlarmService;
  readonly arming: ArmingService;
  readonly actions: ActionService;
  readonly actionFigures: QueueFigures;
}

export interface ScenarioServiceOptions extends CameraActionOptions {
  readonly db: Db;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly cursors: Cursors;
  readonly vault: Vault;
  readonly feed: EventFeed;
  /** IANA name of the server's zone. */
  readonly timeZone: string;
  readonly version: string;
  readonly outbound: { readonly allowPrivate: boolean };
  /** Null: no mail is sent. */
  readonly mail: MailSettings | null;
  readonly picture: EventPicture;
  /** A broker is configured. */
  readonly hasBroker: boolean;
  /** First levels of topics that Vidette itself uses at the broker. */
  readonly ownTopics: readonly string[];
  /** Null while the server starts, and without a broker. */
  readonly publisher: () => MqttPublisher | null;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** `work` is what runs behind the services. */
export function makeScenarioServices(options: ScenarioServiceOptions): ScenarioServices & {
  readonly work: ScenarioWork;
} {
  const { timeZone, log } = options;
  const guard = new OutboundGuard(options.outbound);
  const sendMail: Executor<MailAction> =
    options.mail === null ? cannot(noMail) : mail(options.mail, options.picture);
  const executors = {
    mail: sendMail,
    webhook: webhook({ ...options, guard }),
    mqtt: mqtt(options.publisher),
    record: record(options),
    relay: relay(options),
    ptz_preset: ptzPreset(options),
  };
  const queue = new ActionQueue({ ...options, executors });
  const alarms = new AlarmService(options);
  const rules = {
    guard,
    timeZone,
    noMail: options.mail === null ? noMail : null,
    ownTopics: options.ownTopics,
    noMqtt: options.hasBroker ? null : noBroker,
  };
  const engine = new ScenarioEngine({
    ...options,
    alarmsChanged: (changes) => alarms.tell(changes),
    actionsWait: (targets) => queue.wake(targets),
    log,
  });
  return {
    scenarios: new ScenarioService({ ...options, rules }),
    alarms,
    arming: new ArmingService(options),
    actions: new ActionService({ ...options, queue }),
    actionFigures: queue,
    work: new ScenarioWork(engine, queue, alarms, log),
  };
}

function cannot(why: string): Executor<MailAction> {
  return async () => {
    throw new VidetteError('conflict', why);
  };
}

const noMail = 'cannot be done: no mail server is configured (mail.host)';
const noBroker = 'cannot be done: no MQTT broker is configured (mqtt.url)';
const houseKeepingMs = 6 * 3_600_000;

/** The engine, the queue and the removal of old alarms, for as long as the server runs. */
export class ScenarioWork implements AsyncDisposable {
  readonly engine: ScenarioEngine;
  readonly queue: ActionQueue;
  readonly #alarms: AlarmService;
  readonly #log: ScenarioServiceOptions['log'];
  #timer: NodeJS.Timeout | null = null;

  constructor(
    engine: ScenarioEngine,
    queue: ActionQueue,
    alarms: AlarmService,
    log: ScenarioServiceOptions['log'],
  ) {
    this.engine = engine;
    this.queue = queue;
    this.#alarms = alarms;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.queue.start();
    await this.engine.start();
    this.#timer = setInterval(() => void this.#houseKeep(), houseKeepingMs);
    this.#timer.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.engine[Symbol.asyncDispose]();
    await this.queue[Symbol.asyncDispose]();
  }

  async #houseKeep(): Promise<void> {
    await this.#alarms
      .removeOld()
      .catch((error: unknown) => this.#log('old alarms cannot be deleted', { error }));
  }
}
