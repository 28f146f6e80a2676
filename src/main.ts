/** Starts the server: settings, services, listeners. */
import { giveUp, runUnderSupervisor } from '#cluster/child-process.ts';
import { createLogger } from '#config/log.ts';
import { loadSettings } from '#config/settings.ts';
import { toVidetteError } from '#domain/errors.ts';
import { startCore } from './server/core.ts';
import { startListeners } from './server/listeners.ts';

const settings = loadSettings({ env: process.env });
const logger = createLogger(settings.log).child({ part: 'server' });
const endBy = runUnderSupervisor((error) => logger.error({ error }, 'the server did not end cleanly'));

try {
  const core = await startCore(settings, logger);
  const listeners = await startListeners(core, logger);
  const { firstStart } = core;
  if (firstStart?.password != null)
    console.log(
      `vidette administrator: ${firstStart.email} with password ${firstStart.password} (shown only now)`,
    );
  console.log(`vidette ready: ${listeners.url}`);
  endBy(async () => {
    await listeners[Symbol.asyncDispose]();
    await core[Symbol.asyncDispose]();
  });
} catch (thrown) {
  const error = toVidetteError(thrown);
  // What only people can put right is told once; anything else may pass, and the supervisor starts the server again.
  if (error.code === 'conflict' || error.code === 'invalid') giveUp(error.message);
  logger.fatal({ error }, 'the server cannot start');
  process.exit(1);
}
