import { settingsReference } from '#config/reference.ts';
import { type Command, parseArguments } from './command.ts';

export const settingsCommand: Command = {
  name: 'settings',
  summary: 'Prints the reference of all settings.',
  usage: 'settings',
  async run(args, terminal) {
    parseArguments(args, {});
    terminal.print(settingsReference().trimEnd());
    return 0;
  },
};
