/**
 * A core in memory for tests of the dialects: two users, three cameras and pictures made by sharp. Only what lies outside a
 * dialect is replaced; the router, the contract and the error forms are the real ones.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { CameraStatus, StreamStatus } from '#cluster/protocol.ts';
import { type DeviceAccess, DeviceUser } from '#dialects/shared/device-user.ts';
import type {
  CameraDirectory,
  DirectoryCamera,
  MotionPictures,
  Pictures,
  StreamFacts,
} from '#dialects/shared/ports.ts';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { LoginGuard } from '#services/access/login-guard.ts';

export const adminPassword = 'correct horse battery';
export const guestPassword = 'only the yard';
export const accessToken = 'eyJhbGciOiJIUzI1NiJ9.test.token';

export class TestClock implements Clock {
  nowMs = Date.UTC(2026, 5, 5, 12, 0, 0);
  utcMs(): number {
    return this.nowMs;
  }
  monotonicMs(): number {
    return this.nowMs;
  }
}

export const siteId = '1f2c7319-9e87-46a2-be33-61bf2872b7df';
export const yard = camera('7d69e586-25c6-470e-a368-5570d57b2631', 1, 'Yard');
export const gate = camera('5d1722d5-5c02-4ddf-afe5-bbf5873a31ca', 2, 'Gate');
export const store = camera('0c3c4f9e-92a7-4d38-8a83-93e1f6a5b001', 5, 'Store');

function camera(id: string, number: number, name: string): DirectoryCamera {
  return { id, number, name, enabled: true, siteId, streamserverId: 'local-1' };
}

interface Person {
  readonly login: string;
  readonly password: string;
  readonly sees: readonly DirectoryCamera[];
  blocked: boolean;
}

export class TestCore implements CameraDirectory, StreamFacts, Pictures, MotionPictures, DeviceAccess {
  readonly clock = new TestClock();
  readonly people: Person[] = [
    { login: 'admin', password: adminPassword, sees: [yard, gate, store], blocked: false },
    { login: 'guest', password: guestPassword, sees: [yard], blocked: false },
  ];
  readonly statuses = new Map<string, CameraStatus>([[yard.id, streaming(yard.id)]]);
  /** How many pictures were asked for, and how. */
  readonly asked: object[] = [];
  watching = 0;
  /** Passwords that were looked at. */
  verified = 0;

  async list(principal: Principal): Promise<readonly DirectoryCamera[]> {
    return this.#person(principal).sees;
  }

  async get(principal: Principal, id: string): Promise<DirectoryCamera> {
    const found = this.#person(principal).sees.find((candidate) => candidate.id === id);
    if (!found) throw new VidetteError('not_found', 'no such camera');
    return found;
  }

  status(cameraId: string): CameraStatus | null {
    return this.statuses.get(cameraId) ?? null;
  }

  async snapshot(principal: Principal, cameraId: string, options: { quality?: number }) {
    await this.#available(principal, cameraId);
    this.asked.push(options);
    const size = { width: 64, height: 36, channels: 3 as const, background: '#386' };
    const jpeg = await sharp({ create: size })
      .jpeg({ quality: options.quality ?? 85 })
      .toBuffer();
    return { jpeg, width: 64, height: 36, utcMs: this.clock.utcMs() };
  }

  async mjpeg(principal: Principal, cameraId: string, _options: object, signal: AbortSignal) {
    const { jpeg } = await this.snapshot(principal, cameraId, {});
    const part = Buffer.concat([
      Buffer.from(`--some-boundary\r\ncontent-type: image/jpeg\r\ncontent-length: ${jpeg.length}\r\n\r\n`),
      jpeg,
      Buffer.from('\r\n'),
    ]);
    const stream = new Readable({ read() {} });
    stream.push(part);
    this.watching += 1;
    signal.addEventListener('abort', () => stream.destroy());
    stream.once('close', () => {
      this.watching -= 1;
    });
    return { contentType: 'multipart/x-mixed-replace; boundary=some-boundary', stream };
  }

  async authenticateMd5(login: string, md5: string): Promise<Principal> {
    const person = this.people.find((candidate) => candidate.login === login);
    if (!person || person.blocked || md5Of(person.password) !== md5) {
      throw new VidetteError('unauthenticated', 'wrong login or password');
    }
    return principalOf(this.people.indexOf(person), person);
  }

  async authenticateBearer(token: string): Promise<Principal> {
    if (token !== accessToken) throw new VidetteError('unauthenticated', 'not a token of ours');
    return principalOf(0, this.people[0]!);
  }

  async principalNamed(login: string | null): Promise<Principal> {
    const person = this.people.find((candidate) => candidate.login === (login ?? 'admin'));
    if (!person) throw new VidetteError('unavailable', `there is no user ${login}`);
    if (person.blocked)
      throw new VidetteError('unauthenticated', 'this account is blocked', { reason: 'blocked' });
    return principalOf(this.people.indexOf(person), person);
  }

  async checkPassword(
    login: string,
    password: string,
    address: string,
    guard?: LoginGuard,
  ): Promise<Principal> {
    guard?.check(login, address);
    this.verified += 1;
    const person = this.people.find((candidate) => candidate.login === login);
    // A real check takes a while, in which others may come.
    await new Promise((resolve) => setImmediate(resolve));
    if (person?.password !== password) {
      guard?.failed(login, address);
      throw new VidetteError('unauthenticated', 'wrong name or password', { reason: 'wrong_password' });
    }
    guard?.succeeded(login);
    return this.principalNamed(login);
  }

  async authenticateBasic(login: string, password: string, address: string): Promise<Principal> {
    return this.checkPassword(login, password, address);
  }

  /** The user of a device API. */
  device(login: string | null = null): DeviceUser {
    return new DeviceUser(this, login);
  }

  async #available(principal: Principal, cameraId: string): Promise<void> {
    await this.get(principal, cameraId);
    const main = this.status(cameraId)?.streams.find((stream) => stream.name === 'main');
    if (main?.state !== 'streaming') throw new VidetteError('unavailable', 'the camera sends no picture');
  }

  #person(principal: Principal): Person {
    return this.people[principal.userId]!;
  }
}

export function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

export function principalOf(userId: number, person: Person): Principal {
  return {
    userId,
    email: `${person.login}@example.org`,
    login: person.login,
    superuser: person.login === 'admin',
    organizationId: 1,
    roleId: 1,
    permissions: new Set(),
    groupIds: [],
    via: 'basic',
    address: '127.0.0.1',
  };
}

/** A camera whose main stream comes in; `sub` and `main` change details. */
export function streaming(
  cameraId: string,
  main: Partial<StreamStatus> = {},
  sub?: Partial<StreamStatus>,
): CameraStatus {
  const base: StreamStatus = {
    name: 'main',
    state: 'streaming',
    sinceMs: 0,
    video: { codec: 'h264', width: 1920, height: 1080, fps: 25, bitrateBps: 4_194_304 },
    transport: 'tcp',
    viewers: 0,
    receivedBytes: 1_000_000,
    lostPackets: 0,
    reconnects: 0,
  };
  const streams = [{ ...base, ...main }, ...(sub ? [{ ...base, name: 'sub' as const, ...sub }] : [])];
  return { cameraId, streams, recording: { active: true, reason: 'continuous', bitrateBps: 2_097_152 } };
}
