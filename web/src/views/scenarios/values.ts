/** A scenario as the form edits it, from the wire and back. Conditions that the form does not show are kept. */
import type { EventType } from '#domain/event.ts';
import type { Scenario, ScenarioConditions, ScenarioInput, WireScheduleSpan } from '../../api/contract.ts';
import type { FieldProblem } from '../../api/errors.ts';
import { type ActionValues, actionOf, actionValuesOf, newAction } from './actions.ts';

export interface ScenarioValues {
  name: string;
  enabled: boolean;
  eventTypes: EventType[];
  phase: 'begin' | 'end' | 'both';
  cameraIds: string[];
  placeIds: string[];
  /** Of persons and plates. */
  listIds: string[];
  names: string[];
  objClasses: string[];
  /** Percent; empty: any. */
  minConfidence: number | '';
  arming: 'any' | 'armed' | 'disarmed';
  bySchedule: boolean;
  schedule: WireScheduleSpan[];
  timeZone: string;
  repeatSeconds: number | '';
  actions: ActionValues[];
}

export const workNights: WireScheduleSpan = { days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '24:00' };

export function valuesOf(scenario: Scenario | null): ScenarioValues {
  const when: ScenarioConditions = scenario?.when ?? { event_types: ['line_crossing'] };
  const phases = when.phases ?? ['begin'];
  return {
    name: scenario?.name ?? '',
    enabled: scenario?.enabled ?? true,
    eventTypes: when.event_types,
    phase: phases.length === 2 ? 'both' : (phases[0] ?? 'begin'),
    cameraIds: when.camera_ids ?? [],
    placeIds: (when.place_ids ?? []).map(String),
    listIds: (when.list_ids ?? []).map(String),
    names: when.names ?? [],
    objClasses: (when.obj_classes ?? []).map(String),
    minConfidence: when.min_confidence === undefined ? '' : Math.round(when.min_confidence * 100),
    arming: when.arming ?? 'any',
    bySchedule: (when.schedule?.length ?? 0) > 0,
    schedule: when.schedule?.length ? when.schedule : [workNights],
    timeZone: when.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    repeatSeconds: scenario?.repeat_seconds ?? 60,
    actions: scenario === null ? [newAction('alarm')] : scenario.actions.map(actionValuesOf),
  };
}

/** `before`: the scenario that is edited, or null for a new one. */
export function inputOf(values: ScenarioValues, before: Scenario | null): ScenarioInput {
  const when = {
    ...before?.when,
    event_types: values.eventTypes,
    phases: values.phase === 'both' ? (['begin', 'end'] as const) : [values.phase],
    camera_ids: some(values.cameraIds),
    place_ids: some(values.placeIds.map(Number)),
    list_ids: some(values.listIds.map(Number)),
    names: some(values.names),
    obj_classes: some(values.objClasses.map(Number)),
    min_confidence: values.minConfidence === '' ? undefined : values.minConfidence / 100,
    arming: values.arming === 'any' ? undefined : values.arming,
    schedule: values.bySchedule ? values.schedule : undefined,
    time_zone: values.bySchedule ? values.timeZone : undefined,
  };
  return {
    name: values.name.trim(),
    enabled: values.enabled,
    when: withoutUndefined(when) as unknown as ScenarioConditions,
    actions: values.actions.map(actionOf),
    repeat_seconds: values.repeatSeconds === '' ? 0 : values.repeatSeconds,
  };
}

const formNames: Readonly<Record<string, string>> = {
  event_types: 'eventTypes',
  phases: 'phase',
  camera_ids: 'cameraIds',
  place_ids: 'placeIds',
  list_ids: 'listIds',
  obj_classes: 'objClasses',
  min_confidence: 'minConfidence',
  repeat_seconds: 'repeatSeconds',
  camera_id: 'cameraId',
};

/** What the server found, at the fields of the form: `body.actions.1.url` is `actions.1.url`. */
export function formErrors(problems: readonly FieldProblem[]): Record<string, string> {
  return Object.fromEntries(
    problems.map(({ path, text }) => {
      const [first, second, third] = path.filter((part) => part !== 'body');
      const name = (wire = '') => formNames[wire] ?? wire;
      if (first === 'actions') return [`actions.${second}.${name(third)}`, text];
      return [name(first === 'when' ? second : first), text];
    }),
  );
}

/** As stored, but switched on or off. */
export function switched({ name, when, actions, repeat_seconds }: Scenario, enabled: boolean): ScenarioInput {
  return { name, enabled, when, actions, repeat_seconds };
}

function some<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

function withoutUndefined(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
