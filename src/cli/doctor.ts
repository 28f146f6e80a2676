import { existsSync } from 'node:fs';
import { dataFolderHolder } from '#config/data-folder.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { loadTls } from '#config/tls.ts';
import { type Command, parseArguments, type Terminal } from './command.ts';
import { checkCameras } from './doctor/cameras.ts';
import { checkClock } from './doctor/clock.ts';
import { checkDatabase } from './doctor/database.ts';
import { checkDisk } from './doctor/disk.ts';
import { checkEngine } from './doctor/engine.ts';
import { bad, type Check, type Finding, good, messageOf } from './doctor/finding.ts';
import { checkPorts } from './doctor/ports.ts';

const checks: readonly Check[] = [
  checkDisk,
  checkDatabase,
  checkTls,
  checkPorts,
  checkClock,
  checkEngine,
  checkCameras,
];

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Checks settings, disk, database, ports, clock, media engine and cameras, and says what to do.',
  usage: 'doctor\n\n  The exit code is 1 when something is wrong.',
  async run(args, terminal) {
    parseArguments(args, {});
    const settings = settingsOf(terminal);
    if (settings === null) return 1;
    const running = existsSync(settings.data) ? dataFolderHolder(settings.data) : null;
    let wrong = 0;
    for (const check of checks) {
      for (const finding of await check({ settings, running })) {
        show(finding, terminal);
        if (finding.state === 'bad') wrong++;
      }
    }
    terminal.print(
      wrong === 0 ? '\nnothing is wrong' : `\n${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong`,
    );
    return wrong === 0 ? 0 : 1;
  },
};

function settingsOf(terminal: Terminal): Settings | null {
  try {
    const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
    show(good(`settings: ${settings.file ?? 'no vidette.yaml'} and the environment`), terminal);
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const problem of error.problems)
      show(bad(`settings: ${problem}`, 'docs/settings.md has them all'), terminal);
    return null;
  }
}

async function checkTls({ settings }: { settings: Settings }): Promise<Finding[]> {
  if (settings.tls.certificate === null && !existsSync(settings.data)) return [];
  if (settings.tls.certificate === null && !existsSync(`${settings.data}/tls/certificate.pem`)) return [];
  try {
    const { fingerprint256 } = await loadTls(settings);
    return [good(`certificate: SHA-256 ${fingerprint256}`)];
  } catch (error) {
    return [bad(messageOf(error), 'look at tls.certificate and tls.key')];
  }
}

const marks = { good: 'ok  ', doubtful: 'look', bad: 'BAD ' } as const;

function show({ state, text, advice }: Finding, terminal: Terminal): void {
  terminal.print(`${marks[state]}  ${text}`);
  if (advice !== undefined) terminal.print(`      → ${advice}`);
}
