/** The actions of a scenario as the form edits them. On the wire each kind has only its own fields. */
import type { ScenarioAction, Severity } from '../../api/contract.ts';

export const actionKinds = [
  'alarm',
  'record',
  'mail',
  'webhook',
  'mqtt',
  'relay',
  'ptz_preset',
  'speak',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** No supported camera has a speaker yet: the server refuses `speak`. */
export const offeredKinds = actionKinds.filter((kind) => kind !== 'speak');

export interface ActionValues {
  kind: ActionKind;
  /** Of what acts at a camera; null: that of the event. */
  cameraId: string | null;
  on: boolean;
  seconds: number | '';
  severity: Severity;
  to: string[];
  subject: string;
  text: string;
  snapshot: boolean;
  url: string;
  secret: string;
  topic: string;
  payload: string;
  retain: boolean;
  output: string;
  preset: string;
}

export function newAction(kind: ActionKind): ActionValues {
  return {
    kind,
    cameraId: null,
    on: true,
    seconds: 60,
    severity: 'medium',
    to: [],
    subject: '',
    text: '',
    snapshot: true,
    url: '',
    secret: '',
    topic: '',
    payload: '',
    retain: false,
    output: '',
    preset: '',
  };
}

/** All fields of all kinds, as they may stand on the wire. */
interface AnyAction {
  readonly kind: ActionKind;
  readonly camera_id?: string;
  readonly on?: boolean;
  readonly seconds?: number;
  readonly severity?: Severity;
  readonly to?: string[];
  readonly subject?: string;
  readonly text?: string;
  readonly snapshot?: boolean;
  readonly url?: string;
  readonly secret?: string;
  readonly topic?: string;
  readonly payload?: string;
  readonly retain?: boolean;
  readonly output?: string;
  readonly active?: boolean;
  readonly preset?: string;
}

export function actionValuesOf(action: ScenarioAction): ActionValues {
  const wire: AnyAction = action;
  const plain = newAction(wire.kind);
  return {
    ...plain,
    cameraId: wire.camera_id ?? null,
    on: wire.on ?? wire.active ?? true,
    seconds: wire.seconds ?? '',
    severity: wire.severity ?? plain.severity,
    to: wire.to ?? [],
    subject: wire.subject ?? '',
    text: wire.text ?? '',
    snapshot: wire.snapshot ?? true,
    url: wire.url ?? '',
    secret: wire.secret ?? '',
    topic: wire.topic ?? '',
    payload: wire.payload ?? '',
    retain: wire.retain ?? false,
    output: wire.output ?? '',
    preset: wire.preset ?? '',
  };
}

/** Only what belongs to the kind; texts that are empty are left out. */
export function actionOf(values: ActionValues): ScenarioAction {
  const { kind, on, seconds, severity, to, subject, text, secret, payload, snapshot, retain } = values;
  const at = values.cameraId === null ? {} : { camera_id: values.cameraId };
  switch (kind) {
    case 'alarm':
      return { kind, severity };
    case 'record':
      return { kind, ...at, on, ...(on && seconds !== '' ? { seconds } : {}) };
    case 'mail':
      return {
        kind,
        to,
        ...(subject === '' ? {} : { subject }),
        ...(text === '' ? {} : { text }),
        snapshot,
      };
    case 'webhook':
      return { kind, url: values.url.trim(), ...(secret === '' ? {} : { secret }) };
    case 'mqtt':
      return { kind, topic: values.topic.trim(), ...(payload === '' ? {} : { payload }), retain };
    case 'relay':
      return { kind, ...at, output: values.output.trim(), active: on };
    case 'ptz_preset':
      return { kind, ...at, preset: values.preset.trim() };
    case 'speak':
      return { kind, ...at, text };
  }
}

/** The field that must not be empty, and is. */
export function missingField(values: ActionValues): keyof ActionValues | null {
  const needed: Partial<Record<ActionKind, keyof ActionValues>> = {
    mail: 'to',
    webhook: 'url',
    mqtt: 'topic',
    relay: 'output',
    ptz_preset: 'preset',
    speak: 'text',
  };
  const name = needed[values.kind];
  if (name === undefined) return null;
  const value = values[name];
  const empty = Array.isArray(value) ? value.length === 0 : String(value).trim() === '';
  return empty ? name : null;
}
