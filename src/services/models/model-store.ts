/**
 * The models of this installation: `<data>/models/<name>.onnx` and beside it `<name>.json`, which says what it is and which bytes it
 * has. A model counts when both are there; they are put in place by renaming, the description last.
 */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';
import { type KnownModel, knownModels, type ModelTask } from './catalogue.ts';
import { checkOnnx } from './onnx-file.ts';

export interface InstalledModel {
  readonly name: string;
  readonly task: ModelTask;
  /** Null where nobody said. */
  readonly licence: string | null;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly addedMs: number;
}

export interface ModelState extends InstalledModel {
  /** Its bytes are not those that were added. */
  readonly damaged: boolean;
}

/** Larger than any model that a machine without a graphics card runs. */
const largestBytes = 1_000_000_000;

export class ModelStore {
  readonly folder: string;

  /** Of the data folder. */
  constructor(data: string) {
    this.folder = join(data, 'models');
  }

  /** By name. Reads all bytes. */
  async list(): Promise<ModelState[]> {
    const files = await readdir(this.folder).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    const descriptions = files.filter((file) => file.endsWith('.json')).toSorted();
    return await Promise.all(
      descriptions.map(async (file) => {
        const model = JSON.parse(await readFile(join(this.folder, file), 'utf8')) as InstalledModel;
        const sha256 = await hashFile(this.pathOf(model.name)).catch(() => null);
        return { ...model, damaged: sha256 !== model.sha256 };
      }),
    );
  }

  pathOf(name: string): string {
    return join(this.folder, `${name}.onnx`);
  }

  /** Where a model is put together before it counts. */
  async partOf(name: string): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return join(this.folder, `${name}.part`);
  }

  /**
   * Takes a copy of a file. A model of the catalogue is known by its bytes; of another one `given` says what it is. `conflict` when
   * another model has the name.
   */
  async add(
    path: string,
    given: { name: string; task: ModelTask | null },
    nowMs: number,
  ): Promise<InstalledModel> {
    const { sizeBytes, sha256 } = await checkFile(path);
    const known = knownModels.find((model) => model.sha256 === sha256);
    const name = known?.name ?? given.name;
    const task = known?.task ?? given.task;
    if (task === null)
      throw new VidetteError(
        'invalid',
        'the catalogue does not have this model: say with --task what it is for',
      );
    const part = await this.partOf(name);
    await copyFile(path, part, constants.COPYFILE_FICLONE);
    return await this.#keep(part, {
      name,
      task,
      licence: known?.licence ?? null,
      sizeBytes,
      sha256,
      addedMs: nowMs,
    });
  }

  /** Makes what was put together at `partOf(name)` a model; its bytes are those of the catalogue. */
  async keepKnown(
    { name, task, licence, sizeBytes, sha256 }: KnownModel,
    nowMs: number,
  ): Promise<InstalledModel> {
    const part = await this.partOf(name);
    await checkFile(part);
    return await this.#keep(part, { name, task, licence, sizeBytes, sha256, addedMs: nowMs });
  }

  async #keep(part: string, model: InstalledModel): Promise<InstalledModel> {
    const description = join(this.folder, `${model.name}.json`);
    const other = (await this.list()).find(({ name }) => name === model.name);
    if (other !== undefined && other.sha256 !== model.sha256) {
      await rm(part, { force: true });
      throw new VidetteError('conflict', `there is another model with the name ${model.name}`);
    }
    await sync(part);
    await rename(part, this.pathOf(model.name));
    await writeFile(`${description}.part`, `${JSON.stringify(model, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    await rename(`${description}.part`, description);
    return model;
  }
}

/** Throws `not_found` and `invalid`. */
async function checkFile(path: string): Promise<{ sizeBytes: number; sha256: string }> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new VidetteError('not_found', `there is no file ${path}`, { cause });
  });
  if (!info.isFile()) throw new VidetteError('invalid', `${path} is no file`);
  if (info.size > largestBytes)
    throw new VidetteError('invalid', `${path} is larger than ${largestBytes} bytes`);
  await using file = await open(path);
  await checkOnnx(file, info.size);
  return { sizeBytes: info.size, sha256: await hashFile(path) };
}

async function sync(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.sync();
}

/** SHA-256, hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
