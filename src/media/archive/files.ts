/** The few calls to the file system that can fail while recording, in one place so that a test can make them fail. */
import { close, constants, fdatasync, fsync, ftruncate, open, writev } from 'node:fs';
import { mkdir, stat, statfs, unlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const openFile = promisify(open);
const closeFile = promisify(close);
const syncData = promisify(fdatasync);
const syncAll = promisify(fsync);
const truncateFile = promisify(ftruncate);

export interface DiskSpace {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

export interface Identity {
  readonly device: number;
  readonly inode: number;
}

export interface FileCalls {
  /** Creates a file that must not exist. */
  create(path: string): Promise<number>;
  /** Writes all the buffers at `position`. */
  write(fd: number, buffers: readonly Buffer[], position: number): Promise<void>;
  truncate(fd: number, bytes: number): Promise<void>;
  syncFile(fd: number): Promise<void>;
  syncFolder(path: string): Promise<void>;
  close(fd: number): Promise<void>;
  makeFolder(path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  space(path: string): Promise<DiskSpace>;
  identity(path: string): Promise<Identity>;
}

export const systemFiles: FileCalls = {
  create: (path) => openFile(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o640),
  write: writeAll,
  truncate: (fd, bytes) => truncateFile(fd, bytes),
  syncFile: (fd) => syncData(fd),
  async syncFolder(path) {
    const fd = await openFile(path, constants.O_RDONLY);
    try {
      await syncAll(fd);
    } finally {
      await closeFile(fd);
    }
  },
  close: (fd) => closeFile(fd),
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o750 });
  },
  unlink,
  async space(path) {
    const { bsize, blocks, bavail } = await statfs(path);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  },
  async identity(path) {
    const { dev, ino } = await stat(path);
    return { device: dev, inode: ino };
  },
};

/** One `writev`; more when the kernel took only a part (a disk that is just full does). */
function writeAll(fd: number, buffers: readonly Buffer[], position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const attempt = (rest: readonly Buffer[], at: number): void => {
      writev(fd, rest, at, (error, written) => {
        if (error !== null) return reject(error);
        const left = dropBytes(rest, written);
        if (left.length === 0) return resolve();
        if (written === 0) return reject(Object.assign(new Error('nothing written'), { code: 'EIO' }));
        attempt(left, at + written);
      });
    };
    attempt(buffers, position);
  });
}

function dropBytes(buffers: readonly Buffer[], count: number): Buffer[] {
  let left = count;
  const rest: Buffer[] = [];
  for (const buffer of buffers) {
    if (left < buffer.length) rest.push(left === 0 ? buffer : buffer.subarray(left));
    left = Math.max(0, left - buffer.length);
  }
  return rest;
}

export function errorCodeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
