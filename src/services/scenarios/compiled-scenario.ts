/** Scenarios ready to be asked. Their JSON is read and their schedules are made once, not with every batch of events. */
import type { listEnabledScenarios } from '#stores/scenarios.ts';
import { ConditionCheck } from './conditions.ts';
import type { Conditions, ScenarioAction } from './scenario.ts';

export type EnabledScenario = Awaited<ReturnType<typeof listEnabledScenarios>>[number];

export interface CompiledScenario {
  readonly row: EnabledScenario;
  readonly when: Conditions;
  readonly actions: readonly ScenarioAction[];
  readonly check: ConditionCheck;
  /** IANA name, for times in its texts. */
  readonly timeZone: string;
}

export class ScenarioCompiler {
  readonly #timeZone: string;
  readonly #log: (message: string, details: Record<string, unknown>) => void;
  #known = new Map<number, { readonly row: EnabledScenario; readonly compiled: CompiledScenario | null }>();

  constructor(timeZone: string, log: (message: string, details: Record<string, unknown>) => void) {
    this.#timeZone = timeZone;
    this.#log = log;
  }

  compile(rows: readonly EnabledScenario[]): CompiledScenario[] {
    const known = new Map(
      rows.map((row) => {
        const before = this.#known.get(row.id);
        const same = before !== undefined && isSame(before.row, row);
        return [row.id, same ? before : { row, compiled: this.#compile(row) }];
      }),
    );
    this.#known = known;
    return [...known.values()].flatMap(({ compiled }) => compiled ?? []);
  }

  /** Null for one that cannot be understood any more; told once. */
  #compile(row: EnabledScenario): CompiledScenario | null {
    try {
      const when = JSON.parse(row.conditions) as Conditions;
      const timeZone = when.time_zone ?? this.#timeZone;
      const check = new ConditionCheck(when, timeZone);
      return { row, when, actions: JSON.parse(row.actions) as ScenarioAction[], check, timeZone };
    } catch (error) {
      this.#log('a scenario cannot be read and is left out', { scenario: row.uuid, error });
      return null;
    }
  }
}

function isSame(a: EnabledScenario, b: EnabledScenario): boolean {
  return (
    a.conditions === b.conditions &&
    a.actions === b.actions &&
    a.name === b.name &&
    a.repeat_seconds === b.repeat_seconds
  );
}
