import assert from 'node:assert/strict';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { startListener } from '#dialects/shared/listener.ts';
import {
  addOrganization,
  openTestPlatform,
  type Reply,
  type TestPlatform,
} from '../../../test/harness/platform.ts';
import { oneFace, picture, uploadForm } from '../../../test/harness/uploads.ts';

const base = '/api/v1/uploads';

type Caller = TestPlatform['admin'];

async function send(caller: Caller, file: Buffer, path = `${base}?kind=avatar`): Promise<Reply> {
  const { type, payload } = uploadForm(file);
  return await caller('POST', path, payload, { 'content-type': type });
}

async function contentOf(caller: Caller, id: string) {
  return sharp((await caller('GET', `${base}/${id}/content`)).raw);
}

function filesOf(platform: TestPlatform): string[] {
  const folder = platform.settings.uploads.path;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

test('pictures are known by their bytes, written anew and given back', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  for (const [file, type, format] of [
    [await picture('jpeg'), 'image/jpeg', 'jpeg'],
    [await picture('png'), 'image/png', 'png'],
    [await picture('webp'), 'image/webp', 'webp'],
    [bmp(3, 2, 24), 'image/png', 'png'],
  ] as const) {
    const { status, body } = await send(admin, file);
    assert.equal(status, 200);
    const [upload] = body.uploads;
    assert.deepEqual([upload.kind, upload.mime_type], ['avatar', type]);
    assert.match(upload.url, new RegExp(`/api/v1/uploads/${upload.id}/content$`));
    assert.deepEqual((await admin('GET', `${base}/${upload.id.toUpperCase()}`)).body, upload);
    assert.equal((await (await contentOf(admin, upload.id)).metadata()).format, format);
  }
  const audited = await platform.db
    .selectFrom('audit_log')
    .select('meta')
    .where('action', '=', 'upload_create')
    .execute();
  assert.equal(audited.length, 4);
});

test('metadata is left out, pictures stand upright and are not larger than their use', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const file = await sharp({ create: { width: 3_000, height: 100, channels: 3, background: '#fff' } })
    .withExif({ IFD0: { Copyright: 'secret place' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  assert.ok(file.includes('secret place'));
  const { id } = (await send(admin, file)).body.uploads[0];
  const { raw } = await admin('GET', `${base}/${id}/content`);
  const facts = await sharp(raw).metadata();
  assert.ok(!raw.includes('secret place'));
  assert.deepEqual([facts.exif, facts.orientation, facts.height], [undefined, undefined, 1_024]);
});

test('every plain form of BMP is read', async () => {
  await using platform = await openTestPlatform();
  for (const bits of [1, 4, 8, 24, 32] as const) {
    const { body } = await send(platform.admin, bmp(5, 3, bits));
    const pixels = await (await contentOf(platform.admin, body.uploads[0].id)).removeAlpha().raw().toBuffer();
    // Upper left is red, all else is blue.
    assert.deepEqual([...pixels.subarray(0, 6)], [255, 0, 0, 0, 0, 255], `${bits} bits`);
    assert.equal(pixels.length, 5 * 3 * 3);
  }
});

test('what is no whole picture is refused, and nothing of it stays', async () => {
  await using platform = await openTestPlatform({ uploads: { maxBytes: 100_000 } });
  const { admin } = platform;
  const noise = await sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
  const png = await picture('png', { width: 400, height: 400 });
  const flipped = Buffer.from(png);
  flipped[flipped.length - 30]! ^= 0xff;
  const badBmp = bmp(5, 3, 24);
  badBmp.writeInt32LE(2 ** 31 - 1, 18);
  const cases: Record<string, Buffer> = {
    empty: Buffer.alloc(0),
    text: Buffer.from('GIF89a is not served, and this is none anyway'),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'),
    'only a signature': Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...new Array(40).fill(0)]),
    'cut JPEG': noise.subarray(0, noise.length / 2),
    'cut PNG': png.subarray(0, png.length / 2),
    'damaged PNG': flipped,
    'cut BMP': bmp(5, 3, 24).subarray(0, 60),
    'BMP that lies': badBmp,
    'PNG bomb': pngBomb(30_000, 30_000),
    'too large': Buffer.concat([png, Buffer.alloc(100_000)]),
    'bytes of an executable': Buffer.from('7f454c460201010000000000000000000000', 'hex'),
  };
  for (const [name, file] of Object.entries(cases)) {
    const { status, body } = await send(admin, file);
    assert.deepEqual([status, body.status], [400, 'invalid_request'], name);
    assert.ok(!JSON.stringify(body).includes(platform.settings.data), body.detail);
  }
  assert.deepEqual(filesOf(platform), []);
  assert.equal((await platform.db.selectFrom('uploads').select('id').execute()).length, 0);
});

test('forms that are none are malformed', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const good = uploadForm(await picture());
  const other = uploadForm(await picture(), { field: 'picture' });
  const text = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="upload_data"\r\n\r\nno file\r\n--b--\r\n',
  );
  const nothing = Buffer.from('--b--\r\n');
  for (const [type, payload] of [
    ['application/json', Buffer.from('{}')],
    ['multipart/form-data', good.payload],
    ['multipart/form-data; boundary=other', good.payload],
    [good.type, good.payload.subarray(0, -40)],
    [other.type, other.payload],
    ['multipart/form-data; boundary=b', text],
    ['multipart/form-data; boundary=b', nothing],
    ['multipart/form-data; boundary=b', Buffer.alloc(0)],
  ] as const) {
    const { status, body } = await admin('POST', `${base}?kind=plan`, payload, { 'content-type': type });
    assert.equal(status, 422, type);
    assert.equal(body.detail[0].loc[0], 'body');
  }
  assert.equal((await send(admin, await picture(), `${base}?kind=passport`)).status, 422);
  assert.equal((await send(admin, await picture(), base)).status, 422);
  assert.deepEqual(filesOf(platform), []);
});

test('a large file is refused over a real connection, which goes on', async () => {
  await using platform = await openTestPlatform({ uploads: { maxBytes: 65_536 } });
  const running = await startListener(platform.app, [{ host: '127.0.0.1', port: 0 }]);
  const { accessToken } = await platform.access.loginWithPassword('admin', 'correct horse battery', {
    address: '127.0.0.1',
    userAgent: 'test',
  });
  const { type, payload } = uploadForm(Buffer.concat([await picture(), Buffer.alloc(8_000_000)]));
  try {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${accessToken}`, 'content-type': type };
      const sent = httpRequest(
        `${running.urls[0]}${base}?kind=logo`,
        { method: 'POST', headers },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode));
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
    assert.equal(status, 400);
    assert.deepEqual(filesOf(platform), []);
  } finally {
    await running.close();
  }
});

test('rights: what to do, and nothing of other organisations', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const reader = await platform.user({ permissions: ['upload_read'] });
  const writer = await platform.user({ permissions: ['upload_create'] });
  const organizationId = await addOrganization(platform, 'Other');
  const stranger = await platform.user({ permissions: ['upload_read', 'upload_create'], organizationId });
  const file = await picture();
  assert.equal((await send(reader, file)).status, 403);
  const { id } = (await send(writer, file)).body.uploads[0];
  assert.equal((await writer('GET', `${base}/${id}`)).status, 403);
  for (const path of [`${base}/${id}`, `${base}/${id}/content`]) {
    assert.equal((await reader('GET', path)).status, 200);
    assert.equal((await admin('GET', path)).status, 200);
    assert.equal((await platform.anyone('GET', path)).status, 401);
    const unknown = await stranger('GET', path.replace(id, '00000000-0000-4000-8000-000000000000'));
    const known = await stranger('GET', path);
    assert.deepEqual([known.status, known.body], [404, unknown.body]);
  }
  const logo = (await send(admin, file, `${base}?kind=logo`)).body.uploads[0].id;
  assert.equal((await stranger('GET', `${base}/${logo}`)).status, 404);
  await platform.db
    .updateTable('organizations')
    .set({ logo_id: logo })
    .where('id', '=', organizationId)
    .execute();
  assert.equal((await stranger('GET', `${base}/${logo}`)).status, 200);
  assert.equal((await send(writer, file, `${base}/meta`)).status, 403);
});

test('a picture may be kept by its reader alone, and is not sent twice', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const { id } = (await send(admin, await picture())).body.uploads[0];
  const { headers, raw } = await admin('GET', `${base}/${id}/content`);
  assert.equal(headers['cache-control'], 'private, max-age=3600');
  assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(Number(headers['content-length']), raw.length);
  const etag = String(headers.etag);
  const again = await platform.app.inject({
    url: `${base}/${id}/content`,
    headers: { authorization: await bearer(platform), 'if-none-match': `W/${etag}` },
  });
  assert.deepEqual([again.statusCode, again.rawPayload.length], [304, 0]);
  const head = await admin('HEAD', `${base}/${id}/content`);
  assert.deepEqual([head.status, Number(head.headers['content-length'])], [200, raw.length]);
});

test('faces in a picture are read when there is a model, else not now', async () => {
  await using without = await openTestPlatform();
  const file = await picture();
  const refused = await send(without.admin, file, `${base}/meta`);
  assert.deepEqual([refused.status, refused.body.status], [503, 'temporarily_unavailable']);
  assert.match(refused.body.detail, /no face model is installed .*models pull/);
  assert.equal((await send(without.admin, Buffer.from('no picture at all'), `${base}/meta`)).status, 400);
  assert.equal((await send(without.admin, file, `${base}?kind=face_image`)).body.uploads[0].meta, undefined);
  assert.equal(filesOf(without).length, 1);

  await using platform = await openTestPlatform({ faces: oneFace });
  const { meta } = (await send(platform.admin, file, `${base}/meta`)).body;
  assert.deepEqual(meta[0].detection.rect, { x_min: 0.25, y_min: 0.25, x_max: 0.75, y_max: 0.75 });
  const upload = (await send(platform.admin, file, `${base}?kind=face_image`)).body.uploads[0];
  assert.deepEqual(upload.meta, meta[0]);
  assert.deepEqual((await platform.admin('GET', `${base}/${upload.id}`)).body.meta, meta[0]);
});

test('an organisation has room for so much', async () => {
  await using platform = await openTestPlatform({ uploads: { perOrganizationBytes: 1_000 } });
  const file = await picture();
  const statuses = [];
  for (let count = 0; count < 5; count++) statuses.push((await send(platform.admin, file)).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [200, 429]);
});

test('what nothing refers to is removed after a while, and so are files that nobody knows', async () => {
  await using platform = await openTestPlatform({ uploads: { unusedHours: 1 } });
  const { db, clock } = platform;
  const permissions = [
    'upload_create',
    'upload_read',
    'face_create',
    'faceimage_create',
    'faceimage_delete',
    'place_create',
    'plan_create',
  ] as const;
  // Tokens end while time passes.
  const signIn = () => platform.user({ permissions });
  let admin = await signIn();
  const upload = async (kind: string) =>
    (await send(admin, await picture(), `${base}?kind=${kind}`)).body.uploads[0].id as string;
  const [avatar, logo, face, plan, unused] = await Promise.all(
    ['avatar', 'logo', 'face_image', 'plan', 'plan'].map(upload),
  );
  await db.updateTable('users').set({ avatar_id: avatar! }).where('id', '=', 1).execute();
  await db.updateTable('organizations').set({ logo_id: logo! }).where('id', '=', 1).execute();
  const { id: faceId } = (await admin('POST', '/api/v1/faces', {})).body;
  assert.equal((await admin('POST', `/api/v1/faces/${faceId}/images`, { image_ids: [face] })).status, 200);
  const { id: placeId } = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  await admin('POST', '/api/v1/plans', { name: 'p', place_id: placeId, image_id: plan });
  assert.equal(await platform.uploads.removeUnused(), 0);
  clock.pass(2 * 3_600_000);
  admin = await signIn();
  assert.equal(await platform.uploads.removeUnused(), 1);
  assert.equal((await admin('GET', `${base}/${unused}/content`)).status, 404);
  for (const id of [avatar, logo, face, plan])
    assert.equal((await admin('GET', `${base}/${id}/content`)).status, 200);

  // Taken off, a picture has its time again.
  await admin('DELETE', `/api/v1/faces/${faceId}/images`, { image_ids: [face] });
  assert.equal(await platform.uploads.removeUnused(), 0);
  clock.pass(2 * 3_600_000);
  admin = await signIn();
  assert.equal(await platform.uploads.removeUnused(), 1);

  const folder = platform.settings.uploads.path;
  const [kept] = filesOf(platform).filter((name) => name.endsWith(plan!));
  await db.deleteFrom('plans').execute();
  await db.deleteFrom('uploads').where('uuid', '=', plan!).execute();
  utimesSync(join(folder, kept!), 1, 1);
  await platform.uploads.removeUnused();
  assert.ok(!filesOf(platform).includes(kept!));
});

async function bearer({ access }: TestPlatform): Promise<string> {
  const client = { address: '127.0.0.1', userAgent: 'test' };
  return `Bearer ${(await access.loginWithPassword('admin', 'correct horse battery', client)).accessToken}`;
}

/** Blue, with a red pixel in the upper left corner. */
function bmp(width: number, height: number, bits: 1 | 4 | 8 | 24 | 32): Buffer {
  const colors = bits <= 8 ? 2 : 0;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const start = 54 + colors * 4;
  const file = Buffer.alloc(start + rowBytes * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(start, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  file.writeUInt32LE(colors, 46);
  const upperLeft = start + rowBytes * (height - 1);
  if (colors > 0) {
    file.set([255, 0, 0, 0, 0, 0, 255, 0], 54);
    file[upperLeft] = 1 << (8 - bits);
    return file;
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) file[start + rowBytes * y + x * (bits / 8)] = 255;
  file.set([0, 0, 255], upperLeft);
  return file;
}

/** A few kilobytes that say they are a huge picture. */
function pngBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(4);
    frame.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([frame, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(4_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
