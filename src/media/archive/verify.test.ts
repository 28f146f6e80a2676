import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import {
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { repairArchive } from './repair.ts';
import { cameraId, ed25519, noon, plainSamples, plainTrack, record, TestArchive } from './test-archive.ts';
import { type VerifyReport, verifyArchive } from './verify.ts';

const whole = { cameraId, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** An archive of 5 segments of 10 s, closed. */
async function recorded(at: TestArchive): Promise<string[]> {
  const archive = await at.open({ segmenter: { segmentMs: 10_000 } });
  record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 50));
  await archive.close();
  return paths(at);
}

function paths(at: TestArchive): string[] {
  return readdirSync(at.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mp4'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const kinds = (report: VerifyReport) => report.findings.map(({ kind }) => kind);

describe('verify', () => {
  test('finds an untouched archive clean, with the public key alone', async () => {
    const signingKey = ed25519();
    await using at = new TestArchive({ signingKey });
    await recorded(at);
    const report = await verifyArchive({ ...at.options, signingKey: createPublicKey(signingKey) });
    assert.deepEqual(report.findings, []);
    assert.equal(report.clean, true);
    assert.deepEqual([report.streams[0]?.files, report.streams[0]?.fragments], [5, 50]);
    const other = await verifyArchive({ ...at.options, signingKey: createPublicKey(ed25519()) });
    assert.equal(other.clean, false);
    assert.deepEqual([...new Set(kinds(other))], ['forged']);
  });

  test('finds one changed byte, wherever it is', async () => {
    await using at = new TestArchive();
    const [path = ''] = (await recorded(at)).slice(2);
    const original = readFileSync(path);
    const size = original.length;
    const places = [30, size >> 3, size >> 2, size >> 1, size - 300, size - 150, size - 60, size - 5];
    for (const place of places) {
      const changed = Buffer.from(original);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(path, changed);
      const report = await verifyArchive(at.options);
      assert.equal(report.clean, false, `byte ${place} of ${size}`);
    }
    writeFileSync(path, original);
    assert.equal((await verifyArchive(at.options)).clean, true);
  });

  test('finds a removed file at the beginning, in the middle and at the end', async () => {
    for (const index of [0, 2, 4]) {
      await using at = new TestArchive();
      const files = await recorded(at);
      rmSync(files[index] ?? '');
      const report = await verifyArchive(at.options);
      assert.deepEqual(kinds(report), ['removed'], `file ${index}`);
      // Each file holds its init unit and ten fragments.
      assert.deepEqual(report.findings[0], {
        kind: 'removed',
        cameraId,
        stream: 'main',
        from: index * 11 + 1,
        to: index * 11 + 11,
      });
    }
  });

  test('finds all files removed, two exchanged, and one copied', async () => {
    await using at = new TestArchive();
    const files = await recorded(at);
    const [first = '', second = '', third = ''] = files;
    renameSync(first, `${first}.aside`);
    renameSync(second, first);
    renameSync(`${first}.aside`, second);
    assert.deepEqual([...new Set(kinds(await verifyArchive(at.options)))].sort(), ['removed', 'unreadable']);
    renameSync(first, `${first}.aside`);
    renameSync(second, first);
    renameSync(`${first}.aside`, second);
    writeFileSync(third.replace('.000.mp4', '.500.mp4'), readFileSync(third));
    assert.deepEqual(kinds(await verifyArchive(at.options)), ['unreadable']);
    rmSync(join(at.folder, 'one', cameraId), { recursive: true });
    assert.deepEqual(kinds(await verifyArchive(at.options)), ['removed']);
  });

  test('accepts what retention deleted, and not a forged record of it', async () => {
    await using at = new TestArchive();
    await recorded(at);
    const archive = await at.open();
    archive.protect('case', { cameraId, fromMs: noon + 11_000, toMs: noon + 12_000 });
    at.clock.nowMs = noon + 2 * 86_400_000;
    const report = await archive.applyRetention([{ cameraId, maxDays: 1 }]);
    assert.deepEqual(report.byAge.segments, 4);
    assert.deepEqual(archive.spans(whole), [{ startMs: noon + 10_000, endMs: noon + 20_000 }]);
    assert.deepEqual(
      archive.gaps(whole).map(({ startMs, endMs, cause, detail }) => [startMs - noon, endMs, cause, detail]),
      [
        [0, noon + 10_000, 'policy', 'deleted: maximum age'],
        [20_000, noon + 50_000, 'policy', 'deleted: maximum age'],
        [50_000, null, 'restart', 'stopped'],
      ],
    );
    assert.deepEqual((await verifyArchive(at.options)).findings, [], 'also beside the running server');
    await archive.close();
    const path = join(at.folder, 'one', cameraId, 'main', 'deletions.json');
    const records = JSON.parse(readFileSync(path, 'utf8'));
    assert.equal(records.length, 2);
    assert.equal(records[1].segments, 3);
    records[1].segments = 1;
    writeFileSync(path, JSON.stringify(records));
    assert.deepEqual(kinds(await verifyArchive(at.options)), ['forged_deletion', 'removed']);
    rmSync(path);
    assert.deepEqual(kinds(await verifyArchive(at.options)), ['removed', 'removed']);
  });

  test('says that a volume is not there', async () => {
    await using at = new TestArchive();
    await recorded(at);
    renameSync(join(at.folder, 'one'), join(at.folder, 'away'));
    assert.deepEqual(kinds(await verifyArchive(at.options)), ['volume', 'removed']);
  });
});

describe('an index made from the files', () => {
  test('equals the old one: segments, heads, deletions, gaps', async () => {
    await using at = new TestArchive();
    let archive = await at.open({ segmenter: { segmentMs: 10_000 } });
    let writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 25));
    writer.stop('camera_offline', 'refused');
    record(writer, plainTrack, plainSamples(noon + 40_000, 25));
    await writer.drain();
    await archive.closeWriter(cameraId, 'main');
    at.clock.nowMs = noon + 86_400_000 + 5000;
    await archive.applyRetention([{ cameraId, maxDays: 1 }]);
    at.clock.nowMs = noon + 80_000;
    await archive.applyRetention([{ cameraId, maxBytes: 1 }]);
    writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon + 80_000, 25));
    writer.stop('network');
    record(writer, plainTrack, plainSamples(noon + 200_000, 25));
    await archive.closeWriter(cameraId, 'main');
    at.clock.nowMs = noon + 250_000;
    const facts = () => ({
      segments: archive.segments(whole),
      fragments: archive.fragmentsInRange(whole),
      spans: archive.spans(whole),
      gaps: archive.gaps(whole).slice(-1),
      usage: archive.usage(),
    });
    const before = facts();
    await archive.close();
    const report = await repairArchive({ ...at.options, rebuild: true });
    assert.deepEqual([report.adopted, report.cutBytes, report.unreadable], [6, 0, []]);
    archive = await at.open();
    assert.deepEqual(facts(), { ...before, gaps: archive.gaps(whole).slice(-1) });
    const causes = archive.gaps(whole).map(({ cause, detail }) => `${cause} ${detail}`);
    assert.deepEqual(causes.slice(-2), ['network undefined', 'unknown the index was lost']);
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon + 300_000, 5));
    await archive.close();
    assert.deepEqual((await verifyArchive(at.options)).findings, [], 'the chain goes on');
  });
});

describe('a file cut off at any place', () => {
  test('is cut back to its last whole fragment, and the chain goes on', async () => {
    await using at = new TestArchive();
    let archive = await at.open();
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 5));
    await archive.close();
    const [path = ''] = paths(at);
    const original = readFileSync(path);
    const lengths = [
      0,
      7,
      100,
      700,
      900,
      1200,
      original.length >> 1,
      original.length - 200,
      original.length - 1,
    ];
    for (const length of lengths) {
      truncateSync(path, length);
      const report = await repairArchive({ ...at.options, rebuild: true });
      const left = paths(at);
      assert.deepEqual(report.unreadable, []);
      assert.ok(left.length === 0 || readFileSync(path).length <= length);
      archive = await at.open();
      record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon + 60_000, 3));
      await archive.close();
      const verified = await verifyArchive(at.options);
      assert.ok(verified.clean, `cut at ${length}: ${JSON.stringify(verified.findings)}`);
      rmSync(join(at.folder, 'one', cameraId), { recursive: true });
      await repairArchive({ ...at.options, rebuild: true });
      archive = await at.open();
      await archive.close();
      rmSync(join(at.folder, 'index.sqlite'));
      archive = await at.open();
      record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 5));
      await archive.close();
    }
  });

  test('with zeros at its end, as power cuts leave them, is cut too', async () => {
    await using at = new TestArchive();
    await recorded(at);
    const path = paths(at).at(-1) ?? '';
    const size = readFileSync(path).length;
    writeSync(openSync(path, 'r+'), Buffer.alloc(5000), 0, 5000, size);
    const report = await repairArchive({ ...at.options, rebuild: true });
    assert.equal(report.cutBytes, 5000);
    assert.equal((await verifyArchive(at.options)).clean, true);
  });
});
