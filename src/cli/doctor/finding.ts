/** What a check of the doctor says. */
import type { LockHolder } from '#config/data-folder.ts';
import type { Settings } from '#config/settings.ts';

export interface Finding {
  readonly state: 'good' | 'doubtful' | 'bad';
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

export interface Patient {
  readonly settings: Settings;
  /** The server that works in the data folder right now. */
  readonly running: LockHolder | null;
}

export type Check = (patient: Patient) => Promise<Finding[]>;

export const good = (text: string): Finding => ({ state: 'good', text });
export const doubtful = (text: string, advice: string): Finding => ({ state: 'doubtful', text, advice });
export const bad = (text: string, advice: string): Finding => ({ state: 'bad', text, advice });

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
