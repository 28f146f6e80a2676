/** The terminal of this process. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Terminal } from './command.ts';

/** A reader such as `head` that has seen enough ends the command, and that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

export const processTerminal: Terminal = {
  env: process.env,
  workDir: process.cwd(),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  async readSecret(prompt) {
    const typed = process.stdin.isTTY === true;
    if (typed) process.stderr.write(prompt);
    const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: process.stdin, output: silence, terminal: typed });
    const line = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
    lines.close();
    if (typed) process.stderr.write('\n');
    return line;
  },
};
