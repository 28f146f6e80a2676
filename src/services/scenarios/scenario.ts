/** What a scenario is: conditions on events and what follows. Kept and answered in this form; the native contract describes it. */
import type { ScheduleSpan } from '#domain/camera.ts';
import type { EventType } from '#domain/event.ts';
import type { Severity } from '#stores/alarms.ts';
import type { EventMoment } from '#stores/scenarios.ts';

/** All that is given must hold; empty lists count as not given. */
export interface Conditions {
  readonly event_types: readonly EventType[];
  /** When in the event's life; its begin when not given. */
  readonly phases?: readonly EventMoment[];
  /** UUIDs; with `place_ids`, either suffices. Neither: all of the organisation. */
  readonly camera_ids?: readonly string[];
  /** With all places below. */
  readonly place_ids?: readonly number[];
  /** Of the zone, line or input. */
  readonly names?: readonly string[];
  /** As in `objectClasses`: 0 unknown, 1 person, 2 vehicle. */
  readonly obj_classes?: readonly (0 | 1 | 2)[];
  readonly list_ids?: readonly number[];
  /** 0..1 */
  readonly min_confidence?: number;
  readonly schedule?: readonly ScheduleSpan[];
  /** IANA name; the server's when not given. */
  readonly time_zone?: string;
  readonly arming?: 'armed' | 'disarmed';
}

interface Kind<Name extends string> {
  readonly kind: Name;
}

/** UUID; the camera of the event when not given. */
interface OfCamera {
  readonly camera_id?: string;
}

export interface RecordAction extends Kind<'record'>, OfCamera {
  /** Begins when not given. */
  readonly on?: boolean;
  readonly seconds?: number;
}
export interface AlarmAction extends Kind<'alarm'> {
  readonly severity?: Severity;
}
export interface MailAction extends Kind<'mail'> {
  readonly to: readonly string[];
  readonly subject?: string;
  readonly text?: string;
  /** Attached when not given. */
  readonly snapshot?: boolean;
}
export interface WebhookAction extends Kind<'webhook'> {
  readonly url: string;
  /** Sealed in the store, masked where it is shown. */
  readonly secret?: string;
}
export interface MqttAction extends Kind<'mqtt'> {
  readonly topic: string;
  readonly payload?: string;
  readonly retain?: boolean;
}
export interface RelayAction extends Kind<'relay'>, OfCamera {
  /** ONVIF token of the relay output. */
  readonly output: string;
  /** Switched on when not given. */
  readonly active?: boolean;
}
export interface PtzPresetAction extends Kind<'ptz_preset'>, OfCamera {
  readonly preset: string;
}
export interface SpeakAction extends Kind<'speak'>, OfCamera {
  readonly text: string;
}

/** Done from the queue. */
export type QueuedSettings =
  | RecordAction
  | MailAction
  | WebhookAction
  | MqttAction
  | RelayAction
  | PtzPresetAction;
export type ScenarioAction = QueuedSettings | AlarmAction | SpeakAction;
export type QueuedKind = QueuedSettings['kind'];

export interface ScenarioInput {
  readonly name: string;
  readonly enabled?: boolean;
  readonly when: Conditions;
  readonly actions: readonly ScenarioAction[];
  readonly repeat_seconds?: number;
}

/** What it names and its organisation does not have any more, see missing.ts. */
export interface Missing {
  readonly camera_ids: readonly string[];
  readonly place_ids: readonly number[];
  readonly list_ids: readonly number[];
}

export interface ScenarioView extends Required<ScenarioInput> {
  /** UUID. */
  readonly id: string;
  /** Moment of the last event that it acted on. */
  readonly firedMs: number | null;
  /** Moment of the last event that it did not act on because it had fired too often. */
  readonly limitedMs: number | null;
  readonly missing: Missing;
}
