/** The platform API on its real router and services over SQLite, with people of several kinds, and answers held to the contract. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { OnvifDevices } from '#devices/onvif/devices.ts';
import { platformPlugin } from '#dialects/platform/plugin.ts';
import type { WrongAnswer } from '#dialects/shared/answers.ts';
import { createListener } from '#dialects/shared/listener.ts';
import { systemClock } from '#domain/clock.ts';
import type { Permission } from '#services/access/permissions.ts';
import { ArchiveService } from '#services/archive/archive-service.ts';
import { CameraService } from '#services/cameras/camera-service.ts';
import { ClipFiles } from '#services/clips/clip-files.ts';
import { ClipQueue } from '#services/clips/clip-queue.ts';
import { ClipService } from '#services/clips/clip-service.ts';
import { EventLog } from '#services/events/event-log.ts';
import { makeEventServices } from '#services/events/event-services.ts';
import { makeListServices } from '#services/lists/list-services.ts';
import { OnvifService } from '#services/onvif/onvif-service.ts';
import { Cursors } from '#services/paging/cursors.ts';
import { makePeopleServices } from '#services/people/people-services.ts';
import { SelfService } from '#services/self/self-service.ts';
import { SiteService } from '#services/sites/site-service.ts';
import { SnapshotService } from '#services/snapshots/snapshot-service.ts';
import { StreamService } from '#services/streams/stream-service.ts';
import type { FaceRecognition } from '#services/uploads/face-recognition.ts';
import type { UploadLimits, UploadService } from '#services/uploads/upload-service.ts';
import { insertGroup } from '#stores/groups.ts';
import { insertOrganization, insertRole, insertUser } from '#stores/people.ts';
import { adminPassword, cheapHasher, openTestAccess, type TestAccess } from './access.ts';
import type { OpenDatabase } from './database.ts';
import { StreamserverDouble } from './streamserver-double.ts';

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the contract check has proved.
  readonly body: any;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

export type Caller = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD',
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

export interface UserOrder {
  readonly organizationId?: number;
  readonly permissions: readonly Permission[];
  readonly groupIds?: readonly number[];
}

export interface TestPlatform extends AsyncDisposable, TestAccess {
  readonly app: FastifyInstance;
  readonly streamserver: StreamserverDouble;
  readonly eventLog: EventLog;
  readonly cameras: CameraService;
  readonly queue: ClipQueue;
  readonly uploads: UploadService;
  readonly clipFolder: string;
  /** How often the assignment was told to have changed. */
  changes(): number;
  /** As the administrator. */
  readonly admin: Caller;
  /** Without credentials. */
  readonly anyone: Caller;
  /** As a new user. */
  user(order: UserOrder): Promise<Caller & { readonly userId: number; readonly email: string }>;
  /** A queue as another server process over the same database would have it. */
  newQueue(): ClipQueue;
}

export interface TestPlatformOptions {
  readonly perUser?: number;
  readonly open?: OpenDatabase;
  readonly allowPrivate?: boolean;
  readonly uploads?: Partial<UploadLimits>;
  readonly faces?: FaceRecognition;
}

const userPassword = 'a quiet password';

export async function openTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const test = await openTestAccess({}, options.open);
  const { db, audit, vault, clock, access, keys } = test;
  const nowMs = clock.utcMs();
  const streamserver = new StreamserverDouble({ startMs: nowMs - 3_600_000, endMs: nowMs });
  const cursors = new Cursors(keys.tokens, clock);
  const log = () => {};
  let changes = 0;
  const cameras = new CameraService({
    db,
    vault,
    audit,
    cursors,
    clock,
    timeZone: 'UTC',
    changed: () => {
      changes += 1;
    },
    log,
  });
  const eventLog = new EventLog({ db, log });
  await eventLog.start();
  const eventPictures = { get: async () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]) };
  const onvifDevices = new OnvifDevices({ clock: systemClock });
  const onvif = new OnvifService({
    db,
    vault,
    audit,
    clock,
    cameras,
    devices: onvifDevices,
    changed: () => {
      changes += 1;
    },
    log,
  });
  const clipFolder = join(test.settings.data, 'clips');
  const files = new ClipFiles(clipFolder);
  const keepMs = 24 * 3_600_000;
  const newQueue = () => new ClipQueue({ db, clock, files, streamservers: streamserver, keepMs, log });
  const queue = newQueue();
  await queue.start();
  const lists = makeListServices({
    ...test,
    cursors,
    settings: {
      outbound: { allowPrivate: options.allowPrivate ?? false },
      uploads: { ...test.settings.uploads, ...options.uploads },
    },
    ...(options.faces && { faces: options.faces }),
  });
  await lists.uploads.start();
  const wrong: WrongAnswer[] = [];
  const app = createListener({ logger: pino({ level: 'silent' }) });
  await app.register(platformPlugin, {
    access,
    self: new SelfService(db),
    ...makePeopleServices({ ...test, cursors }),
    ...lists,
    ...makeEventServices({
      db,
      eventLog,
      clock,
      cursors,
      audit,
      cameras,
      eventPictures,
      streamservers: streamserver,
    }),
    cameras,
    sites: new SiteService({ db, audit, cursors, clock }),
    streams: new StreamService({ cameras, streamservers: streamserver, clock, host: 'vms.example.org' }),
    archive: new ArchiveService({ cameras, streamservers: streamserver, access, clock, key: keys.media }),
    snapshots: new SnapshotService({
      cameras,
      pictures: { snapshot: async () => ({ jpeg: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) }) },
    }),
    clips: new ClipService({
      db,
      audit,
      clock,
      cameras,
      streamservers: streamserver,
      files,
      queue,
      perUser: options.perUser ?? 3,
      maxMinutes: 60,
      keepMs,
    }),
    onvif,
    clock,
    mediaKey: keys.media,
    version: '0.1.0',
    onAnswer: (answer) => wrong.push(answer),
  });
  await app.ready();

  const callerWith = (authorization?: string): Caller => {
    return async (method, url, body, headers = {}) => {
      const raw = typeof body === 'string' || Buffer.isBuffer(body);
      const reply = await app.inject({
        method,
        url,
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: raw ? (body as string) : JSON.stringify(body) }),
      });
      assert.deepEqual(wrong, [], 'the answer fits the contract');
      const json = String(reply.headers['content-type'] ?? '').startsWith('application/json');
      return {
        status: reply.statusCode,
        body: json && reply.body !== '' ? reply.json() : undefined,
        raw: reply.rawPayload,
        headers: reply.headers,
      };
    };
  };
  const signIn = async (name: string, password: string): Promise<Caller> => {
    const client = { address: '127.0.0.1', userAgent: 'test' };
    const { accessToken } = await access.loginWithPassword(name, password, client);
    return callerWith(`Bearer ${accessToken}`);
  };
  return {
    ...test,
    app,
    streamserver,
    eventLog,
    cameras,
    queue,
    uploads: lists.uploads,
    clipFolder,
    newQueue,
    changes: () => changes,
    admin: await signIn('admin', adminPassword),
    anyone: callerWith(),
    async user({ organizationId, permissions, groupIds = [] }) {
      const email = `${randomUUID()}@example.org`;
      const role = { name: email, description: '', isInternal: false, permissions };
      const { id } = await insertUser(db, {
        email,
        login: email.slice(0, 8),
        firstName: 'Ada',
        lastName: 'Lovelace',
        organizationId: organizationId ?? 1,
        roleId: await insertRole(db, role),
        superuser: false,
        passwordHash: await cheapHasher().hash(userPassword),
        md5Hash: null,
        rtspHa1: null,
        nowMs: clock.utcMs(),
      });
      for (const groupId of groupIds)
        await db.insertInto('group_members').values({ group_id: groupId, user_id: id }).execute();
      access.forget();
      return Object.assign(await signIn(email, userPassword), { userId: id, email });
    },
    async [Symbol.asyncDispose]() {
      await queue[Symbol.asyncDispose]();
      await app.close();
      onvifDevices[Symbol.dispose]();
      await test[Symbol.asyncDispose]();
    },
  };
}

export function addOrganization(platform: TestPlatform, name: string): Promise<number> {
  return insertOrganization(platform.db, { name, description: '', isInternal: false });
}

export async function addGroup(
  platform: TestPlatform,
  siteIds: readonly number[],
  options: { organizationId?: number; live?: boolean; archive?: boolean } = {},
): Promise<number> {
  const id = await insertGroup(platform.db, {
    name: 'g',
    description: '',
    organizationId: options.organizationId ?? 1,
  });
  const rights = {
    live: options.live === false ? 0 : 1,
    archive: options.archive === false ? 0 : 1,
  } as const;
  for (const siteId of siteIds)
    await platform.db
      .insertInto('group_sites')
      .values({ group_id: id, site_id: siteId, ...rights })
      .execute();
  return id;
}
