import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { needsFfmpeg } from '../fmp4/test-clips.ts';
import { scanFile } from './scan-file.ts';
import { cameraId, noon, plainSamples, plainTrack, record, TestArchive } from './test-archive.ts';
import { verifyArchive } from './verify.ts';

const script = join(import.meta.dirname, 'test-crash-writer.ts');
const streams = ['main', 'sub'] as const;

/** Records in a child process and kills it with SIGKILL while it writes. */
async function recordAndKill(at: TestArchive, fragments: number, kind: 'plain' | 'real'): Promise<void> {
  const child = spawn(process.execPath, [script, at.options.indexPath, join(at.folder, 'one'), kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (Number(line) >= fragments) break;
  child.kill('SIGKILL');
  assert.equal((await exited)[1], 'SIGKILL');
}

function filesOf(at: TestArchive): string[] {
  return readdirSync(join(at.folder, 'one'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mp4'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Decodes a whole file; what ffmpeg complains about, and the number of pictures. */
function decode(path: string): { errors: string; pictures: number } {
  const args = ['-v', 'error', '-i', path, '-f', 'null', '-progress', 'pipe:1', '-'];
  const { stdout, stderr } = spawnSync('ffmpeg', args);
  return {
    errors: stderr.toString(),
    pictures: Number([...stdout.toString().matchAll(/^frame=(\d+)/gm)].at(-1)?.[1]),
  };
}

test(
  'kill -9 while writing: only the cut fragment is gone, and everything else decodes',
  needsFfmpeg,
  async () => {
    await using at = new TestArchive();
    await recordAndKill(at, 40, 'real');
    const before = await verifyArchive(at.options);
    assert.deepEqual(before.findings, [], 'before the repair too');
    const wholeBefore = before.streams.map(({ fragments }) => fragments);
    // Also unrepaired every file plays to its cut.
    for (const path of filesOf(at)) {
      const { units } = await scanFile(path, () => true);
      assert.ok(units.every(({ digestFits }) => digestFits === true));
    }
    at.clock.nowMs = noon + 3_600_000;
    const archive = await at.open();
    const after = await verifyArchive(at.options);
    assert.deepEqual(after.findings, []);
    assert.deepEqual(
      after.streams.map(({ cut }) => cut),
      [[], []],
    );
    assert.deepEqual(
      after.streams.map(({ fragments }) => fragments),
      wholeBefore,
      'no whole fragment was cut off',
    );
    for (const path of filesOf(at)) {
      const { units } = await scanFile(path, () => false);
      const pictures = units.reduce((sum, { fragment }) => sum + (fragment?.samples ?? 0), 0);
      assert.deepEqual(decode(path), { errors: '', pictures }, path);
    }
    for (const stream of streams) {
      const range = { cameraId, stream, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
      const fragments = archive.fragmentsInRange(range).flatMap((segment) => segment.fragments);
      assert.equal(fragments.length, after.streams.find((report) => report.stream === stream)?.fragments);
      const [span] = archive.spans(range);
      assert.equal(span?.startMs, noon);
      assert.deepEqual(
        archive.gaps(range).map(({ startMs, endMs, cause }) => [startMs, endMs, cause]),
        [[span?.endMs, null, 'restart']],
      );
    }
    // The chain goes on over the crash.
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon + 7_200_000, 3));
    await archive.close();
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
  },
);

test('killed again and again, each time right after its start', async () => {
  await using at = new TestArchive();
  for (let round = 0; round < 3; round += 1) await recordAndKill(at, 20, 'plain');
  at.clock.nowMs = noon + 3_600_000;
  await at.open();
  assert.deepEqual((await verifyArchive(at.options)).findings, []);
});
