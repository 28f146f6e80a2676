import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { knownModels } from '#services/models/catalogue.ts';
import { ModelStore } from '#services/models/model-store.ts';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { runCommand } from './vidette.ts';

const folder = tempFolder('models');

describe('models of an installation', () => {
  const data = join(folder, 'data');
  const store = new ModelStore(data);
  const file = join(folder, 'mine.onnx');
  // ir_version 8; producer_name "a"; graph of three bytes.
  const onnx = Buffer.from([0x08, 0x08, 0x12, 0x01, 0x61, 0x3a, 0x03, 0x0a, 0x01, 0x62]);
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const terminal = { print: say, complain: say, readSecret: async () => '', workDir: folder };
    const code = await runCommand(['models', ...args], { ...terminal, env: { VIDETTE_DATA: data } });
    return { code, text: lines.join('\n') };
  };

  test('are added from a file, listed, and known to be damaged', async () => {
    writeFileSync(file, onnx);
    assert.equal((await run('add', file)).code, 1);
    assert.match((await run('add', file)).text, /--task/);
    assert.equal((await run('add', file, '--task', 'plate_reading')).code, 0);
    const [model] = await store.list();
    assert.deepEqual(
      [model?.name, model?.task, model?.licence, model?.sizeBytes, model?.damaged],
      ['mine', 'plate_reading', null, onnx.length, false],
    );
    assert.ok(readFileSync(store.pathOf('mine')).equals(onnx));
    const { code, text } = await run('list');
    assert.equal(code, 0);
    assert.match(text, /mine +plate_reading/);
    for (const { name } of knownModels) assert.ok(text.includes(name));
    assert.match(text, /No recogniser of this version uses a model yet/);
    truncateSync(store.pathOf('mine'), 4);
    assert.match((await run('list')).text, /DAMAGED/);
    assert.equal((await run('list')).code, 1);
    await run('add', file, '--task', 'plate_reading');
    assert.equal((await run('list')).code, 0);
  });

  test('another one of the same name, and what is no model, are refused', async () => {
    const other = join(folder, 'other.onnx');
    writeFileSync(other, Buffer.concat([onnx, Buffer.from([0x28, 0x01])]));
    const named = ['--task', 'plate_reading', '--name', 'mine'];
    assert.match((await run('add', other, ...named)).text, /another model with the name/);
    const wrong = [
      Buffer.alloc(0),
      Buffer.from('{"a":1}'),
      onnx.subarray(0, 9),
      onnx.subarray(0, 5),
      Buffer.alloc(1000, 0xff),
      randomBytes(1000),
    ];
    for (const bytes of wrong) {
      writeFileSync(other, bytes);
      assert.match((await run('add', other, '--task', 'plate_reading')).text, /no ONNX model/);
    }
    assert.match((await run('add', join(folder, 'nothing.onnx'))).text, /there is no file/);
    assert.equal((await run('add', file, '--name', '../mine', '--task', 'plate_reading')).code, 1);
    for (const args of [
      ['add'],
      ['pull'],
      ['pull', 'nothing'],
      ['list', '--name', 'a'],
      ['add', file, '--task', 'x'],
    ])
      assert.equal((await run(...args)).code, 2, args.join(' '));
    assert.deepEqual(readdirSync(store.folder).toSorted(), ['mine.json', 'mine.onnx']);
  });
});
