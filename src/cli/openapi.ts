import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, parseArguments, UsageError } from './command.ts';

const folder = join(import.meta.dirname, '..', '..', 'contracts');
const ending = '.openapi.json';

export const openapiCommand: Command = {
  name: 'openapi',
  summary: 'Prints the OpenAPI document of an API.',
  usage: 'openapi [platform|vidette|eocortex|rotoclear|ipcamera|anpr]',
  async run(args, terminal) {
    const { positionals } = parseArguments(args, { allowPositionals: true });
    const name = positionals[0] ?? 'platform';
    const names = readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length));
    if (!names.includes(name) || positionals.length > 1)
      throw new UsageError(`there is no API ${positionals.join(' ')}; there are ${names.join(', ')}`);
    terminal.print(readFileSync(join(folder, name + ending), 'utf8').trimEnd());
    return 0;
  },
};
