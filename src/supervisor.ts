/** `npm start`: checks the settings, takes the data folder, and keeps the server and the streamservers running. */
import { join } from 'node:path';
import { streamserverIds } from '#cluster/run-folder.ts';
import { exitCodeDoNotRestart, SupervisedProcess } from '#cluster/supervised-process.ts';
import { lockDataFolder } from '#config/data-folder.ts';
import { createLogger } from '#config/log.ts';
import { loadSettings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { VidetteError } from '#domain/errors.ts';

/** Streamservers close their open recordings in this time; together with the server's it stays under ten seconds. */
const graceMs = 8000;

function start(): void {
  const settings = loadSettings({ env: process.env });
  const lock = lockDataFolder(settings.data);
  const logger = createLogger(settings.log).child({ part: 'supervisor' });

  const child = (name: string, file: string, args: readonly string[]): SupervisedProcess =>
    new SupervisedProcess({
      name,
      modulePath: join(import.meta.dirname, file),
      args,
      log: ({ name: process, message, ...details }) => logger.warn({ process, ...details }, message),
      givenUp: (code) => void stop(code),
    });
  const server = child('server', 'main.ts', []);
  const streamservers = streamserverIds(settings.streamservers).map((id) =>
    child(id, 'streamserver.ts', [id]),
  );
  const all = [server, ...streamservers];

  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await Promise.all(all.map((one) => one.stop(graceMs)));
    lock.release();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  for (const one of all) one.start();
}

try {
  start();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof VidetteError)) throw error;
  console.error(`vidette: ${error.message}`);
  process.exit(exitCodeDoNotRestart);
}
