/** `npm start`: checks the settings, takes the data folder, and keeps the server and the streamservers running. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { streamserverIds } from '#cluster/run-folder.ts';
import { relayHandovers } from '#cluster/socket-handover.ts';
import { exitCodeDoNotRestart, SupervisedProcess } from '#cluster/supervised-process.ts';
import { lockDataFolder } from '#config/data-folder.ts';
import { createLogger } from '#config/log.ts';
import { loadSettings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { VidetteError } from '#domain/errors.ts';

/** Streamservers close their open recordings in this time; together with the server's it stays under ten seconds. */
const graceMs = 8000;
/** The server ends last, so that the streamservers can tell it the last events; it does not wait longer for them. */
const lastWordsMs = 2500;

function start(): void {
  const settings = loadSettings({ env: process.env });
  const lock = lockDataFolder(settings.data);
  const logger = createLogger(settings.log).child({ part: 'supervisor' });

  const streamserverById = new Map<string, SupervisedProcess>();
  const supervise = (
    name: string,
    file: string,
    args: readonly string[],
    started: (child: ChildProcess) => void = () => {},
  ): SupervisedProcess =>
    new SupervisedProcess({
      name,
      started,
      modulePath: join(import.meta.dirname, file),
      args,
      log: ({ name: process, message, ...details }) => logger.warn({ process, ...details }, message),
      givenUp: (code) => void stop(code),
    });
  for (const id of streamserverIds(settings.streamservers))
    streamserverById.set(id, supervise(id, 'streamserver.ts', [id]));
  const server = supervise('server', 'main.ts', [], (child) =>
    relayHandovers(child, (id) => streamserverById.get(id)?.child ?? null),
  );
  const all = [server, ...streamserverById.values()];

  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    server.restartNoMore();
    const stopped = Promise.all([...streamserverById.values()].map((one) => one.stop(graceMs)));
    await Promise.race([stopped, setTimeout(lastWordsMs)]);
    await Promise.all([stopped, server.stop(graceMs - lastWordsMs)]);
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
