/** The product watches a camera: events with pictures are stored, and other settings are tried over the archive. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tempFolder } from './harness/temp-folder.ts';
import { administrator, onlyHttp, type Running, startVidette, until } from './harness/vidette.ts';

const root = join(import.meta.dirname, '..');
const street = join(root, '../shared/media/video/street-vehicles.mp4');
const noFfmpeg = spawnSync('ffmpeg', ['-version']).error !== undefined;
const skip = noFfmpeg ? 'ffmpeg is missing' : existsSync(street) ? false : 'no test media';

const videoAnalytics = {
  motion_detection: { enabled: true },
  line_crossing: {
    enabled: true,
    lines: [
      {
        name: 'street',
        points: [
          [0, 0.6],
          [1, 0.6],
        ],
        direction: 'both',
      },
    ],
  },
};

interface Page<Item> {
  readonly items: readonly Item[];
}
interface Event {
  readonly event_id: string;
  readonly event_type: string;
  readonly begin: number;
  readonly snapshot: boolean;
  readonly crop: boolean;
}
interface Analysis {
  readonly state: string;
  readonly rate: number;
  readonly wanted_rate: number;
}

describe('a camera that is watched', { skip }, () => {
  const folder = tempFolder('analytics');
  let vidette: Running;
  let camera: string;
  let order: Record<string, unknown>;
  before(async () => {
    const clip = (name: string, size: string, fps: number): string => {
      const path = join(folder, name);
      const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', String(2 * fps), '-bf', '0'];
      const filter = `fps=${fps},scale=${size}`;
      execFileSync('ffmpeg', [
        '-v',
        'error',
        '-t',
        '20',
        '-i',
        street,
        '-an',
        '-vf',
        filter,
        ...coding,
        path,
      ]);
      return `file://${path}`;
    };
    const url = clip('main.mp4', '960:540', 12);
    const subUrl = clip('sub.mp4', '640:360', 5);
    vidette = await startVidette({ env: { ...onlyHttp, VIDETTE_SOURCES_FILE_ROOTS: folder } });
    const { body: place } = await vidette.api('POST', '/api/v1/places', { name: 'town' });
    order = {
      name: 'street',
      place_id: (place as { id: number }).id,
      source: { url, sub_url: subUrl },
      video_storage: { mode: 'continuous' },
      video_analytics: videoAnalytics,
    };
    const { status, body } = await vidette.api('POST', '/api/v1/cameras', order);
    assert.equal(status, 200, JSON.stringify(body));
    camera = (body as { id: string }).id;
  });
  after(async () => {
    await vidette?.[Symbol.asyncDispose]();
  });

  const events = async (type: string): Promise<readonly Event[]> => {
    const { body } = await vidette.api('GET', `/api/v1/eventlog?camera_id=${camera}&event_type=${type}`);
    return (body as Page<Event>).items;
  };

  it('has events with pictures in the log, and tells what it does', async () => {
    const motion = await until('motion', async () =>
      (await events('motion_detection')).find(({ snapshot }) => snapshot),
    );
    await until('crossings', async () => (await events('line_crossing')).length > 0);
    const picture = await fetch(`${vidette.url}/api/v1/eventlog/${motion.event_id}/snapshot.jpg`, {
      headers: { authorization: `Bearer ${await vidette.token()}` },
    });
    assert.equal(picture.headers.get('content-type'), 'image/jpeg');
    const watched = await until('the full rate', async () => {
      const { body } = await vidette.api('GET', `/api/v1/cameras/${camera}/analysis`);
      const analysis = body as Analysis;
      return analysis.rate > 4 && analysis;
    });
    assert.deepEqual([watched.state, Math.round(watched.wanted_rate)], ['running', 5]);
  });

  it('goes on recording while its settings change', async () => {
    const changed = { ...order, video_analytics: { ...videoAnalytics, heat_map: { enabled: true } } };
    const { status, body } = await vidette.api('PUT', `/api/v1/cameras/${camera}`, changed);
    assert.equal(status, 200, JSON.stringify(body));
    const changedMs = Date.now();
    const spans = await until('recorded beyond the change', async () => {
      const { body: found } = await vidette.api(
        'GET',
        `/archive/${camera}/spans?from=${changedMs - 600_000}&to=${Date.now()}`,
      );
      const all = found as readonly { readonly endMs: number }[];
      return (all.at(-1)?.endMs ?? 0) > changedMs + 2000 && all;
    });
    assert.equal(spans.length, 1, 'recorded without a gap');
  });

  it('is tried with other settings over its archive from the command line', async () => {
    const masked = join(folder, 'masked.json');
    const points = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    writeFileSync(masked, JSON.stringify({ motion_detection: { enabled: true, masks: [{ points }] } }));
    const [first] = (await events('line_crossing')).toReversed();
    const range = ['--from', String((first?.begin ?? 0) - 1000), '--to', String(Date.now())];
    const replay = (args: readonly string[]) => {
      const all = ['src/cli/vidette.ts', 'replay', camera, ...range, '--url', vidette.url, ...args];
      const options = { cwd: root, input: `${administrator.password}\n`, encoding: 'utf8' as const };
      return spawnSync(process.execPath, [...all, '--login', administrator.email], options);
    };
    const nothing = replay(['--settings', masked]);
    assert.equal(nothing.status, 0, nothing.stderr);
    assert.match(nothing.stdout, /^- .*line_crossing {2}street/m);
    assert.match(nothing.stdout, /^0 kept, 0 would come \(\+\), [1-9]\d* would go \(-\)$/m);
    const same = replay([]);
    assert.equal(same.status, 0, same.stderr);
    assert.match(same.stdout, /^[1-9]\d* kept, /m);
  });
});
