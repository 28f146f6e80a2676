/** The logger: one JSON line per entry, or text for people on a terminal. Every line passes `scrub` before it leaves. */
import { type DestinationStream, destination as fileDestination, type Logger, pino } from 'pino';
import { build as pretty } from 'pino-pretty';
import { scrub } from './scrub.ts';
import type { Settings } from './settings.ts';

export type { Logger } from 'pino';

export interface LogOptions {
  readonly level: Settings['log']['level'];
  readonly format: Settings['log']['format'];
}

/**
 * `destination` replaces standard output, for tests. Subsystems take a child: `logger.child({ part: 'recorder' })`.
 */
export function createLogger(options: LogOptions, destination?: DestinationStream): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: pino.stdSerializers.errWithCause, error: pino.stdSerializers.errWithCause },
      hooks: { streamWrite: scrub },
    },
    destination ?? standardOutput(options.format),
  );
}

function standardOutput(format: LogOptions['format']): DestinationStream {
  const forPeople = format === 'pretty' || (format === 'auto' && process.stdout.isTTY === true);
  if (!forPeople) return fileDestination({ fd: 1, sync: true });
  return pretty({
    colorize: process.stdout.isTTY === true,
    sync: true,
    translateTime: 'SYS:HH:MM:ss',
    messageFormat: '{if part}{part}: {end}{msg}',
    // Lists for machines would fill a screen; docs/coverage.md has them.
    ignore: 'pid,part,answer501',
    singleLine: true,
  });
}
