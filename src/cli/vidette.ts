/** `npm run vidette -- <command>`: what is done beside the running server. */
import { VidetteError } from '#domain/errors.ts';
import { archiveCommand } from './archive.ts';
import { backupCommand } from './backup.ts';
import { type Command, type Terminal, UsageError } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { modelsCommand } from './models.ts';
import { onvifCommand } from './onvif.ts';
import { openapiCommand } from './openapi.ts';
import { organizationCommand } from './organization.ts';
import { replayCommand } from './replay.ts';
import { restoreCommand } from './restore.ts';
import { settingsCommand } from './settings.ts';
import { streamserverCommand } from './streamserver.ts';
import { processTerminal } from './terminal.ts';
import { userCommand } from './user.ts';

export const commands: readonly Command[] = [
  doctorCommand,
  userCommand,
  organizationCommand,
  archiveCommand,
  backupCommand,
  restoreCommand,
  modelsCommand,
  onvifCommand,
  replayCommand,
  openapiCommand,
  settingsCommand,
  streamserverCommand,
];

/** Exit codes: 0 done, 1 failed or something is wrong, 2 wrong usage. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    if (asked) terminal.print(overview());
    else terminal.complain(`there is no command ${name}\n\n${overview()}`);
    return asked && name !== undefined ? 0 : 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(usageOf(command));
    return 0;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message}\n\n${usageOf(command)}`);
      return 2;
    }
    if (!(error instanceof VidetteError)) throw error;
    terminal.complain(`vidette ${command.name}: ${error.message}`);
    return 1;
  }
}

function overview(): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(14)}${command.summary}`);
  return `usage: npm run vidette -- <command> [--help]\n\n${lines.join('\n')}`;
}

function usageOf(command: Command): string {
  return `${command.summary}\n\nusage: npm run vidette -- ${command.usage}`;
}

if (import.meta.main) process.exitCode = await runCommand(process.argv.slice(2), processTerminal);
