/** What a command of `npm run vidette -- <command>` is. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workDir: string;
  /** One line on standard output. */
  print(line: string): void;
  /** One line on standard error. */
  complain(line: string): void;
  /** One line of standard input; typed on a terminal it is not shown. */
  readSecret(prompt: string): Promise<string>;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What comes after `vidette`, with each option explained. */
  readonly usage: string;
  /** Gives the exit code: 0 done, 1 failed or something is wrong. Throws UsageError for wrong arguments. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** The arguments make no sense; the usage is shown and the exit code is 2. */
export class UsageError extends Error {}

/** As node:util's, with wrong options as UsageError. */
export function parseArguments<const T extends Omit<ParseArgsConfig, 'args'>>(
  args: readonly string[],
  config: T,
) {
  try {
    return parseArgs({ ...config, args: [...args], strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
