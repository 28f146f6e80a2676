/** What others may order over MQTT. Every order is carried out with the rights of the bridge's user, and refused like theirs. */
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { BridgeCore, PtzOrder } from './ports.ts';
import type { CameraCommand, Command } from './topics.ts';

const longestPayload = 1024;
const longestSeconds = 86_400;

export interface CommandOptions {
  readonly core: Pick<BridgeCore, 'principal' | 'record' | 'ptz' | 'setArmed' | 'snapshot'>;
  /** A picture that was asked for; null where none is published. */
  readonly picture: ((cameraId: string, jpeg: Buffer) => Promise<void>) | null;
}

/** Throws what the core throws, and `invalid` for payloads that make no sense. */
export async function carryOut(
  command: Exclude<Command, { kind: 'birth' }>,
  payload: Buffer,
  options: CommandOptions,
): Promise<void> {
  if (payload.length > longestPayload) throw invalid(`is longer than ${longestPayload} bytes`);
  const text = payload.toString('utf8').trim();
  const { core } = options;
  const principal = await core.principal();
  switch (command.kind) {
    case 'arming':
      return await core.setArmed(principal, readSwitch(text, ['ARM', 'DISARM']));
    case 'record': {
      const { on, seconds } = readRecord(text);
      return await core.record(principal, command.cameraId, on, seconds);
    }
    case 'ptz':
      return await core.ptz(principal, command.cameraId, readPtz(text));
    case 'snapshot':
      if (options.picture === null)
        throw new VidetteError('conflict', 'no pictures are published here (mqtt.snapshots)');
      return await options.picture(command.cameraId, await core.snapshot(principal, command.cameraId));
  }
}

/** How an order ended, as it is told at `…/result`. */
export function resultOf(command: CameraCommand, error: unknown): string {
  if (error === null) return JSON.stringify({ command, ok: true });
  const { code, message } = toVidetteError(error);
  // What went wrong inside is for the log.
  return JSON.stringify({ command, ok: false, error: code === 'bug' ? 'internal error' : message });
}

/** `ON`, `OFF`, or a number of seconds, or `{"on": …, "seconds": …}`. */
function readRecord(text: string): { on: boolean; seconds?: number } {
  if (text.startsWith('{')) {
    const { on, seconds } = readObject(text);
    if (typeof on !== 'boolean') throw invalid('needs "on": true or false');
    return seconds === undefined ? { on } : { on, seconds: readSeconds(seconds) };
  }
  if (/^\d/.test(text)) return { on: true, seconds: readSeconds(Number(text)) };
  return { on: readSwitch(text, ['ON', 'OFF']) };
}

/** `{"preset": "1"}` or `{"home": true}`. */
function readPtz(text: string): PtzOrder {
  const { preset, home } = readObject(text);
  if (home === true) return { kind: 'home' };
  if (typeof preset === 'string' && preset !== '' && preset.length <= 64) return { kind: 'preset', preset };
  throw invalid('needs "preset" or "home": true');
}

function readSwitch(text: string, [yes, no]: readonly [string, string]): boolean {
  const word = text.toUpperCase();
  if (word === yes || word === 'ON' || word === 'TRUE') return true;
  if (word === no || word === 'OFF' || word === 'FALSE') return false;
  throw invalid(`must be ${yes} or ${no}`);
}

function readSeconds(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= longestSeconds)
    return value;
  throw invalid(`seconds must be above 0 and at most ${longestSeconds}`);
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below: it is no JSON object.
  }
  throw invalid('is no JSON object');
}

function invalid(what: string): VidetteError {
  return new VidetteError('invalid', `the payload ${what}`, { field: [] });
}
