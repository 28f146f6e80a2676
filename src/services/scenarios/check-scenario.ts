/** What a scenario may say, beyond the shape that the contract gives it. Errors name the field. */
import { VidetteError } from '#domain/errors.ts';
import { unknownFields } from '../actions/template.ts';
import { maskedPassword } from '../cameras/settings.ts';
import { isPublishable } from '../mqtt/topics.ts';
import type { OutboundGuard } from '../outbound/guard.ts';
import { checkLine, checkName, checkText, invalid } from '../sites/checks.ts';
import { ConditionCheck } from './conditions.ts';
import type { ActionMeans } from './ports.ts';
import type { Conditions, ScenarioAction, ScenarioInput } from './scenario.ts';

export interface ScenarioRules extends ActionMeans {
  readonly guard: Pick<OutboundGuard, 'check'>;
  /** IANA name. */
  readonly timeZone: string;
  /** First levels of topics that Vidette itself uses at the broker. */
  readonly ownTopics: readonly string[];
}

const shortestSecret = 16;

type Path = readonly (string | number)[];

export function checkScenario(input: ScenarioInput, rules: ScenarioRules): void {
  checkName(input.name);
  checkConditions(input.when, rules.timeZone);
  for (const [at, action] of input.actions.entries()) checkAction(action, ['actions', at], rules);
}

function checkConditions(when: Conditions, timeZone: string): void {
  for (const [at, name] of (when.names ?? []).entries()) checkLine(name, ['when', 'names', String(at)]);
  try {
    new ConditionCheck({ ...when, schedule: when.schedule ?? [] }, timeZone);
    if (when.time_zone !== undefined) new Intl.DateTimeFormat('en', { timeZone: when.time_zone });
  } catch (cause) {
    if (cause instanceof RangeError || (cause as VidetteError).field?.[0] === 'timeZone')
      throw invalid(['when', 'time_zone'], 'is not a time zone such as Europe/Berlin');
    throw cause;
  }
}

function checkAction(action: ScenarioAction, path: Path, rules: ScenarioRules): void {
  switch (action.kind) {
    case 'mail':
      if (rules.noMail !== null) throw invalid(path, rules.noMail);
      for (const [at, address] of action.to.entries()) checkAddress(address, [...path, 'to', at]);
      checkTemplate(action.subject, [...path, 'subject']);
      checkTemplate(action.text, [...path, 'text']);
      return;
    case 'webhook':
      checkUrl(action.url, [...path, 'url'], rules.guard);
      if (action.secret !== undefined && action.secret !== maskedPassword)
        checkSecret(action.secret, [...path, 'secret']);
      return;
    case 'mqtt':
      if (rules.noMqtt !== null) throw invalid(path, rules.noMqtt);
      if (!isPublishable(action.topic)) throw invalid([...path, 'topic'], 'is no topic to publish to');
      checkLine(action.topic, [...path, 'topic'].map(String));
      checkTemplate(action.payload, [...path, 'payload']);
      return;
    case 'relay':
      checkLine(action.output, [...path, 'output'].map(String));
      return;
    case 'ptz_preset':
      checkLine(action.preset, [...path, 'preset'].map(String));
      return;
    case 'speak':
      throw invalid(path, 'cannot be done: this server knows no device that speaks');
  }
}

/** The contract has checked its form. */
function checkAddress(address: string, path: Path): void {
  if (/[\p{Cc}\s,;<>"]/u.test(address)) throw invalid(path, 'is not one e-mail address');
}

function checkTemplate(text: string | undefined, path: Path): void {
  if (text === undefined) return;
  checkText(text, path.map(String));
  const [unknown] = unknownFields(text);
  if (unknown !== undefined) throw invalid(path, `has no field {${unknown}}`);
}

function checkSecret(secret: string, path: Path): void {
  if (secret.length < shortestSecret) throw invalid(path, `is shorter than ${shortestSecret} characters`);
  checkLine(secret, path.map(String));
}

function checkUrl(address: string, path: Path, guard: ScenarioRules['guard']): void {
  checkLine(address, path.map(String));
  try {
    const url = guard.check(address);
    if (url.username !== '' || url.password !== '')
      throw invalid(path, 'holds a login; use the secret instead');
  } catch (error) {
    if (!(error instanceof VidetteError) || error.code !== 'conflict') throw error;
    throw new VidetteError('invalid', error.message, {
      cause: error,
      field: path,
      reason: error.reason ?? 'address',
    });
  }
}
