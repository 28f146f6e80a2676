import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { streamserverIds } from '#cluster/run-folder.ts';
import { loadSettings } from '#config/settings.ts';
import { type Command, parseArguments, UsageError } from './command.ts';

export const streamserverCommand: Command = {
  name: 'streamserver',
  summary:
    'Runs a streamserver in the foreground, for a server that was started with VIDETTE_STREAMSERVERS=0.',
  usage: 'streamserver [local-1]',
  async run(args, terminal) {
    const { positionals } = parseArguments(args, { allowPositionals: true });
    const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
    const ids = streamserverIds(Math.max(1, settings.streamservers));
    const id = positionals[0] ?? ids[0] ?? '';
    if (!ids.includes(id) || positionals.length > 1)
      throw new UsageError(`there is no streamserver ${positionals.join(' ')}; there are ${ids.join(', ')}`);
    const program = join(import.meta.dirname, '..', 'streamserver.ts');
    const child = spawn(process.execPath, [program, id], { stdio: 'inherit', env: { ...terminal.env } });
    const stop = (): void => {
      child.kill('SIGTERM');
    };
    // Ctrl-C reaches the child by itself.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', stop);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  },
};
