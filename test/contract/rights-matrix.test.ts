/** Holds the platform API, the native API and media addresses to the table of rights. Each column has a core of its own, as calls change things. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mediaPlugin } from '#dialects/media/plugin.ts';
import { type RunningListener, startListener } from '#dialects/shared/listener.ts';
import { loadContract, operationsOf } from '#dialects/shared/openapi.ts';
import { videttePlugin } from '#dialects/vidette/plugin.ts';
import { permissions } from '#services/access/permissions.ts';
import { ClipFiles } from '#services/clips/clip-files.ts';
import { addMembers, insertGroup } from '#stores/groups.ts';
import { insertOrganization, insertRole, insertUser } from '#stores/people.ts';
import { mediaOptions } from '../../src/server/main-api.ts';
import { adminPassword, cheapHasher } from '../harness/access.ts';
import { openTestApp, type TestApp, takeFailures } from '../harness/app.ts';
import { tempFolder } from '../harness/temp-folder.ts';
import { platform } from './examples/platform.ts';
import { vidette } from './examples/vidette.ts';
import { type Call, requestOf } from './request.ts';
import { type Column, columns, type Row, rows } from './rights-matrix.ts';
import type { Example } from './subject.ts';

const contracts = [platform, vidette].flatMap(({ name }) => operationsOf(loadContract(name)));
const operations = new Map(contracts.map((one) => [one.id, one]));
const servedIds = [...platform.served, ...vidette.served];
const served = rows.filter((row) => !operations.has(row.operation) || servedIds.includes(row.operation));

it('the table of rights has every served operation, once', () => {
  const named = rows.map((row) => row.operation);
  assert.deepEqual(
    servedIds.filter((id) => !named.includes(id)),
    [],
  );
  assert.equal(operations.size, contracts.length, 'the two contracts have no operation of the same name');
  assert.equal(new Set(named).size, named.length);
  for (const { operation } of rows) assert.ok(operations.has(operation) || operation.startsWith('media: '));
});

for (const column of columns) {
  describe(`rights: ${column}`, () => {
    let world: World;
    before(async () => {
      world = await openWorld();
    });
    after(async () => await world[Symbol.asyncDispose]());

    for (const row of served) {
      it(`${row.operation} answers ${row.expected[column]}`, async () => {
        const answer = await world.call(row.operation, await world.proof(column, row));
        assert.equal(answer.status, row.expected[column], answer.text);
        if (answer.status >= 300) return;
        for (const name of hiddenFrom(column, row, world.names)) {
          assert.equal(answer.text.includes(name), false, `${row.operation} shows ${name}: ${answer.text}`);
        }
      });
    }
  });
}

/** What an answer must not hold: names and ids that only who sees the places, or the first organisation, may know. */
function hiddenFrom(column: Column, { operation, needs }: Row, names: World['names']): readonly string[] {
  // Managing groups and reading the audit log are matters of the whole organisation.
  const wide = ['listGroupPlaces', 'listAuditLogs', 'getAuditLog'].includes(operation);
  if (needs === null || operation.startsWith('media: ')) return [];
  if (column === 'other') return [...names.places, ...names.organization];
  if (column === 'outside' && !wide) return names.places;
  return [];
}

interface World extends AsyncDisposable {
  readonly names: { readonly places: readonly string[]; readonly organization: readonly string[] };
  /** An Authorization header, or none. */
  proof(column: Column, row: Row): Promise<string | undefined>;
  call(operation: string, authorization: string | undefined): Promise<{ status: number; text: string }>;
}

/** A core with the examples of the contract test, all places in one group, and a streamserver that answers media. */
async function openWorld(): Promise<World> {
  const core = await openTestApp();
  const { db, access, clock, settings } = core;
  const examples = { ...(await platform.examples(core)), ...(await vidette.examples(core)) };
  const [camera] = await core.cameras.all(core.admin);
  const cameraId = camera!.id;
  const groupId = await insertGroup(db, { name: 'Guards of all places', description: '', organizationId: 1 });
  const { place_ids: toBeAdded } = examples.addGroupPlaces!.body as { place_ids: number[] };
  await grantAll(core, groupId, toBeAdded);
  const clipId = await finishedClip(core, cameraId);
  const elsewhere = await insertOrganization(db, { name: 'Elsewhere', description: '', isInternal: false });
  const media = await startMedia();
  const app = await platform.start(core, () => {});
  await app.register(videttePlugin, core.videttePorts);
  const streamservers = { mediaSocketOf: () => media.socketPath, ownerOf: () => 'local-1' };
  await app.register(mediaPlugin, { ...mediaOptions({ ...core, streamservers }), handOver: () => false });
  const running: RunningListener = await startListener(app, [{ host: '127.0.0.1', port: 0 }]);
  const { accessToken: expired } = await signIn('admin');
  takeFailures();

  async function signIn(name: string) {
    return await access.loginWithPassword(name, adminPassword, { address: '127.0.0.1', userAgent: 'test' });
  }

  async function userWith(held: readonly string[], organizationId: number, groups: readonly number[]) {
    const email = `${randomUUID()}@example.org`;
    const role = { name: email, description: '', isInternal: false, permissions: held, organizationId };
    const { id } = await insertUser(db, {
      email,
      login: email.slice(0, 18),
      firstName: 'Ada',
      lastName: 'Lovelace',
      organizationId,
      roleId: await insertRole(db, role),
      superuser: false,
      passwordHash: await cheapHasher().hash(adminPassword),
      md5Hash: null,
      rtspHa1: null,
      nowMs: clock.utcMs(),
    });
    for (const group of groups) await db.transaction().execute((trx) => addMembers(trx, group, [id]));
    return `Bearer ${(await signIn(email)).accessToken}`;
  }

  const addresses: Record<string, string> = {
    'media: live': `/live/${cameraId}/hls/index.m3u8`,
    'media: snapshot': `/live/${cameraId}/snapshot.jpg`,
    'media: archive': `/archive/${cameraId}/index.m3u8?from=0&to=1`,
    'media: clip': `/media/clips/${clipId}.mp4`,
  };
  return {
    names: {
      places: ['Test site', 'Yard', 'Gate', cameraId],
      organization: ['admin@vidette.local', 'Guards', '"Vidette"'],
    },
    async proof(column, { needs }) {
      const others = permissions.filter((permission) => permission !== needs);
      switch (column) {
        case 'none':
          return undefined;
        case 'expired':
          clock.pass((settings.tokens.accessSeconds + 1) * 1_000);
          return `Bearer ${expired}`;
        case 'without':
          return await userWith(others, 1, [groupId]);
        case 'other':
          return await userWith(permissions, elsewhere, []);
        case 'outside':
          return await userWith(permissions, 1, []);
        case 'right':
          return await userWith([...new Set([needs ?? 'camera_read', 'camera_read'])], 1, [groupId]);
        case 'super':
          return `Bearer ${(await signIn('admin')).accessToken}`;
      }
    },
    async call(operation, authorization) {
      clock.pass(1_000);
      const address = addresses[operation];
      const request: Call =
        address === undefined
          ? requestOf(operations.get(operation)!, examples[operation] as Example, {})
          : { method: 'GET', url: address, headers: {} };
      const response = await fetch(running.urls[0] + request.url, {
        method: request.method,
        headers: { ...request.headers, ...(authorization === undefined ? {} : { authorization }) },
        ...(request.payload === undefined ? {} : { body: request.payload }),
      });
      return { status: response.status, text: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      assert.deepEqual(takeFailures(), []);
      await running.close(0);
      await media.close();
      await core[Symbol.asyncDispose]();
    },
  };
}

async function grantAll({ db }: TestApp, groupId: number, but: readonly number[]): Promise<void> {
  const free = await db
    .selectFrom('sites')
    .select('id')
    .where('id', 'not in', (eb) => eb.selectFrom('group_sites').select('site_id'))
    .where('id', 'not in', but)
    .execute();
  for (const { id } of free)
    await db
      .insertInto('group_sites')
      .values({ group_id: groupId, site_id: id, live: 1, archive: 1 })
      .execute();
}

async function finishedClip(core: TestApp, cameraId: string): Promise<string> {
  const toMs = core.clock.utcMs() - 1_000;
  const { id } = await core.clips.create(core.admin, { cameraId, fromMs: toMs - 5_000, toMs });
  await writeFile(new ClipFiles(join(core.settings.data, 'clips')).pathOf(id), 'clip');
  await core.db
    .updateTable('clips')
    .set({ state: 'done', size_bytes: 4, sha256: 'x', finished_ms: toMs })
    .where('uuid', '=', id)
    .execute();
  return id;
}

/** Stands for a streamserver: answers every media request. */
async function startMedia(): Promise<{ socketPath: string; close(): Promise<void> }> {
  const folder = tempFolder('rights');
  const socketPath = join(folder, 'media.sock');
  const server = createServer((_request, response) => response.end('media'));
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
