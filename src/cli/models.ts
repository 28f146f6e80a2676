import { basename } from 'node:path';
import { loadSettings } from '#config/settings.ts';
import { VidetteError } from '#domain/errors.ts';
import { knownModels, type ModelTask, modelTasks } from '#services/models/catalogue.ts';
import { download } from '#services/models/download.ts';
import { type ModelState, ModelStore } from '#services/models/model-store.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';

export const modelsCommand: Command = {
  name: 'models',
  summary: 'Lists, fetches and adds models for recognition.',
  usage: [
    'models list | pull <name>… | add <file> [--task <task>] [--name <name>]',
    '',
    '  list              what is installed, whether its bytes are whole, and what can be fetched',
    '  pull              fetches models of the list over HTTPS; what was cut off goes on where it ended',
    '  add               takes a copy of a file in the form of ONNX',
    `  --task <task>     what a model is for that the list does not have: ${modelTasks.join(', ')}`,
    '  --name <name>     instead of the name of the file',
    '',
    'No recogniser of this version uses a model yet: they are kept in <data>/models for the one that does.',
  ].join('\n'),
  async run(args, terminal) {
    const { positionals, values } = parseArguments(args, {
      allowPositionals: true,
      options: { task: { type: 'string' }, name: { type: 'string' } },
    });
    const [action, ...operands] = positionals;
    const isAdd = action === 'add';
    if (!isAdd && (values.task ?? values.name) !== undefined)
      throw new UsageError('--task and --name belong to add');
    const { data } = loadSettings({ env: terminal.env, workDir: terminal.workDir });
    const store = new ModelStore(data);
    if (action === 'list' && operands.length === 0) return await list(store, terminal);
    if (action === 'pull' && operands.length > 0) return await pull(store, operands, terminal);
    const [file, ...more] = operands;
    if (!isAdd || file === undefined || more.length > 0)
      throw new UsageError('neither list, pull <name>… nor add <file>');
    const given = { name: nameOf(values.name ?? basename(file, '.onnx')), task: taskOf(values.task) };
    const model = await store.add(file, given, Date.now());
    terminal.print(`added ${model.name} (${model.task}), SHA-256 ${model.sha256}`);
    return 0;
  },
};

async function list(store: ModelStore, terminal: Terminal): Promise<number> {
  const installed = await store.list();
  terminal.print(`installed in ${store.folder}:`);
  for (const model of installed) terminal.print(`  ${lineOf(model)}${model.damaged ? '  DAMAGED' : ''}`);
  if (installed.length === 0) terminal.print('  none');
  const names = new Set(installed.map(({ name }) => name));
  const others = knownModels.filter(({ name }) => !names.has(name));
  if (others.length > 0) terminal.print('can be fetched with "models pull <name>":');
  for (const model of others) terminal.print(`  ${lineOf(model)}`);
  terminal.print('No recogniser of this version uses a model yet.');
  return installed.some(({ damaged }) => damaged) ? 1 : 0;
}

function lineOf({
  name,
  task,
  sizeBytes,
  licence,
}: Pick<ModelState, 'name' | 'task' | 'sizeBytes' | 'licence'>): string {
  const size = `${(sizeBytes / 1_000_000).toFixed(1)} MB`;
  return `${name.padEnd(28)} ${task.padEnd(17)} ${size.padStart(8)}  ${licence ?? 'licence not known'}`;
}

async function pull(store: ModelStore, names: readonly string[], terminal: Terminal): Promise<number> {
  const wanted = names.map((name) => {
    const known = knownModels.find((model) => model.name === name);
    if (known === undefined)
      throw new UsageError(
        `the list has no model ${name}; it has ${knownModels.map((one) => one.name).join(', ')}`,
      );
    return known;
  });
  const installed = await store.list();
  for (const model of wanted) {
    if (installed.some(({ name, damaged }) => name === model.name && !damaged)) {
      terminal.print(`${model.name} is installed already`);
      continue;
    }
    terminal.print(`fetching ${model.name} (${model.licence}) from ${model.url}`);
    await download(model, await store.partOf(model.name));
    await store.keepKnown(model, Date.now());
    terminal.print(`installed ${model.name}, SHA-256 ${model.sha256}`);
  }
  return 0;
}

/** It becomes the name of a file. */
function nameOf(text: string): string {
  if (/^[a-z0-9][a-z0-9_.-]{0,63}$/i.test(text)) return text;
  throw new VidetteError('invalid', 'a model\'s name has letters, digits, "_", "." and "-", at most 64');
}

function taskOf(text: string | undefined): ModelTask | null {
  if (text === undefined) return null;
  const task = modelTasks.find((one) => one === text);
  if (task === undefined) throw new UsageError(`--task is one of ${modelTasks.join(', ')}`);
  return task;
}
