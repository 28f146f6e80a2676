/**
 * Proves from the files that nothing recorded was altered or taken away: every byte is hashed, every chain followed from its beginning,
 * every signature checked. The index is only asked how far each chain had come. Changes nothing, and may run beside the server.
 */
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { advance, type ChainHead, genesis, signatureFits } from './chain.ts';
import { deletionFits, readDeletions, type SignedDeletion } from './deletions.ts';
import { errorCodeOf } from './files.ts';
import { IndexDatabase } from './index-database.ts';
import { type FileScan, scanFile } from './scan-file.ts';
import { SegmentStore } from './segments.ts';
import { createSigner, type Signer } from './signer.ts';
import { readIdentity } from './volume.ts';
import type { VolumeOptions } from './volumes.ts';
import { type FoundFile, findFiles, findStreams } from './walk.ts';

export interface VerifyOptions {
  readonly indexPath: string;
  readonly volumes: readonly VolumeOptions[];
  /** The key that signed; with Ed25519 the public one will do. */
  readonly signingKey: KeyObject;
  readonly cameraId?: string;
  readonly progress?: (done: { readonly files: number; readonly bytes: number; readonly of: number }) => void;
}

export type Finding =
  /** Bytes are not those that were written. */
  | { readonly kind: 'altered'; readonly path: string; readonly position: number }
  /** A link was not made with the installation's key. */
  | { readonly kind: 'forged'; readonly path: string; readonly position: number }
  /** Links are gone and no signed deletion says so. */
  | {
      readonly kind: 'removed';
      readonly cameraId: string;
      readonly stream: string;
      readonly from: number;
      readonly to: number;
    }
  /** A record of deletion was not made with the installation's key. */
  | {
      readonly kind: 'forged_deletion';
      readonly cameraId: string;
      readonly stream: string;
      readonly from: number;
    }
  /** A link stands twice. */
  | { readonly kind: 'doubled'; readonly path: string; readonly position: number }
  /** Not a recording of this place, or damaged at its beginning. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly message: string }
  | { readonly kind: 'volume'; readonly path: string; readonly message: string };

export interface StreamReport {
  readonly cameraId: string;
  readonly stream: string;
  files: number;
  fragments: number;
  bytes: number;
  /** Files that end in the middle of a unit: being written, or cut off by a crash and not repaired yet. */
  cut: { readonly path: string; readonly bytes: number }[];
}

export interface VerifyReport {
  /** Nothing was altered, forged or removed. Cut-off ends alone do not count against it. */
  readonly clean: boolean;
  readonly streams: StreamReport[];
  readonly findings: Finding[];
}

export async function verifyArchive(options: VerifyOptions): Promise<VerifyReport> {
  return new Verification(options).run();
}

interface StreamFiles {
  readonly cameraId: string;
  readonly stream: string;
  readonly files: FoundFile[];
  readonly folders: string[];
}

interface Scanned {
  readonly file: FoundFile;
  readonly scan: FileScan;
}

class Verification {
  readonly #options: VerifyOptions;
  readonly #signer: Signer;
  readonly #findings: Finding[] = [];
  readonly #streams: StreamReport[] = [];
  #done = { files: 0, bytes: 0, of: 0 };

  constructor(options: VerifyOptions) {
    this.#options = options;
    this.#signer = createSigner(options.signingKey);
  }

  async run(): Promise<VerifyReport> {
    // Heads first: what is written while the files are read may only go beyond them.
    const heads = this.#heads();
    const streams = await this.#find();
    this.#done.of = streams.reduce((sum, { files }) => sum + files.length, 0);
    for (const stream of streams) {
      await this.#verify(stream, heads.get(`${stream.cameraId}/${stream.stream}`) ?? null);
    }
    for (const [key, head] of heads) {
      const [cameraId = '', stream = ''] = key.split('/');
      if (
        head.position > 0 &&
        !streams.some((found) => found.cameraId === cameraId && found.stream === stream)
      ) {
        this.#findings.push({ kind: 'removed', cameraId, stream, from: 1, to: head.position });
      }
    }
    return { clean: this.#findings.length === 0, streams: this.#streams, findings: this.#findings };
  }

  #heads(): Map<string, ChainHead> {
    const { indexPath, cameraId } = this.#options;
    if (!existsSync(indexPath)) return new Map();
    const index = new IndexDatabase(indexPath, { readOnly: true });
    try {
      const rows = new SegmentStore(index).streams(cameraId);
      return new Map(
        rows.map((row) => [
          `${row.camera_id}/${row.name}`,
          { position: row.position, chain: Buffer.from(row.chain) },
        ]),
      );
    } finally {
      index.close();
    }
  }

  async #find(): Promise<StreamFiles[]> {
    const byKey = new Map<string, StreamFiles>();
    for (const { name, path } of this.#options.volumes) {
      try {
        if (readIdentity(path) === null) throw new Error('no volume of an archive; is it mounted?');
        await this.#findOn(path, byKey);
      } catch (error) {
        this.#findings.push({ kind: 'volume', path, message: `${name}: ${messageOf(error)}` });
      }
    }
    return [...byKey.values()];
  }

  async #findOn(path: string, byKey: Map<string, StreamFiles>): Promise<void> {
    for (const found of await findStreams(path)) {
      const { cameraId, stream } = found;
      if (this.#options.cameraId !== undefined && this.#options.cameraId !== cameraId) continue;
      const key = `${cameraId}/${stream}`;
      const entry = byKey.get(key) ?? { cameraId, stream, files: [], folders: [] };
      entry.files.push(...(await findFiles(found)));
      entry.folders.push(found.folder);
      byKey.set(key, entry);
    }
  }

  async #verify(stream: StreamFiles, head: ChainHead | null): Promise<void> {
    const { cameraId } = stream;
    const report: StreamReport = {
      cameraId,
      stream: stream.stream,
      files: 0,
      fragments: 0,
      bytes: 0,
      cut: [],
    };
    this.#streams.push(report);
    const scanned: Scanned[] = [];
    for (const file of stream.files) {
      const scan = await this.#scan(file, report);
      if (scan !== null) scanned.push({ file, scan });
    }
    scanned.sort((a, b) => positionOf(a) - positionOf(b));
    const end = this.#follow(stream, scanned, await this.#validDeletions(stream));
    if (head !== null && head.position > end.position) this.#missing(stream, end, head.position, null);
    else if (head !== null && head.position === end.position && !head.chain.equals(end.chain)) {
      const path = scanned.at(-1)?.file.path ?? this.#options.indexPath;
      this.#findings.push({ kind: 'forged', path, position: end.position });
    }
  }

  async #scan(file: FoundFile, report: StreamReport): Promise<FileScan | null> {
    try {
      const scan = await scanFile(file.path, () => true);
      this.#done.files += 1;
      this.#done.bytes += scan.size;
      this.#options.progress?.({ ...this.#done });
      report.files += 1;
      report.bytes += scan.size;
      report.fragments += scan.units.filter(({ fragment }) => fragment !== null).length;
      if (scan.wholeBytes < scan.size)
        report.cut.push({ path: file.path, bytes: scan.size - scan.wholeBytes });
      if (scan.units.length === 0) return null;
      const { origin } = scan;
      const honest =
        origin?.cameraId === file.cameraId &&
        origin.stream === file.stream &&
        origin.startMs === file.startMs;
      if (!honest) throw new Error('its beginning belongs to another place');
      return scan;
    } catch (error) {
      // Gone since it was found: the chain says whether it was allowed to go.
      if (errorCodeOf(error) === 'ENOENT') return null;
      this.#findings.push({ kind: 'unreadable', path: file.path, message: messageOf(error) });
      return null;
    }
  }

  /** Computes the chain through all files and returns where it ends. */
  #follow(stream: StreamFiles, scanned: readonly Scanned[], deletions: readonly SignedDeletion[]): ChainHead {
    const { cameraId, stream: name } = stream;
    let head = genesis(cameraId, name);
    for (const { file, scan } of scanned) {
      for (const { link, digestFits } of scan.units) {
        if (link.position <= head.position) {
          this.#findings.push({ kind: 'doubled', path: file.path, position: link.position });
          continue;
        }
        if (link.position > head.position + 1)
          head = this.#missing(stream, head, link.position - 1, deletions);
        const next = advance(head, link.digest);
        const chained = link.position === next.position && next.chain.equals(link.chain);
        if (digestFits === false)
          this.#findings.push({ kind: 'altered', path: file.path, position: link.position });
        else if (!chained && head.chain.length > 0) {
          this.#findings.push({ kind: 'forged', path: file.path, position: link.position });
        }
        if (!signatureFits(link, this.#signer)) {
          this.#findings.push({ kind: 'forged', path: file.path, position: link.position });
        }
        head = { position: link.position, chain: link.chain };
      }
    }
    return this.#afterDeletions(head, deletions);
  }

  /** Read after the files: the server beside may have deleted some of them meanwhile. */
  async #validDeletions({ cameraId, stream, folders }: StreamFiles): Promise<SignedDeletion[]> {
    const unique = new Map<string, SignedDeletion>();
    for (const folder of folders) {
      for (const one of await this.#readDeletions(folder))
        unique.set(`${one.fromPosition}-${one.toPosition}`, one);
    }
    return [...unique.values()].filter((deletion) => {
      const ours = deletion.cameraId === cameraId && deletion.stream === stream;
      if (ours && deletionFits(deletion, this.#signer)) return true;
      this.#findings.push({ kind: 'forged_deletion', cameraId, stream, from: deletion.fromPosition });
      return false;
    });
  }

  async #readDeletions(folder: string): Promise<SignedDeletion[]> {
    try {
      return await readDeletions(folder);
    } catch (error) {
      this.#findings.push({ kind: 'unreadable', path: folder, message: messageOf(error) });
      return [];
    }
  }

  /**
   * Links from the head to `to` are not in the files. Where signed deletions cover them the chain goes on behind; else they were
   * removed, and the chain is taken up where the next file says (an empty chain value: not to be compared).
   */
  #missing(
    stream: StreamFiles,
    head: ChainHead,
    to: number,
    deletions: readonly SignedDeletion[] | null,
  ): ChainHead {
    let at = head;
    while (at.position < to) {
      const from = at.position + 1;
      const covering = deletions?.find(
        ({ fromPosition, toPosition }) => fromPosition <= from && from <= toPosition,
      );
      const fits =
        at.chain.length === 0 ||
        covering?.fromPosition !== from ||
        covering.chainBefore === at.chain.toString('hex');
      if (covering !== undefined && fits) {
        const whole = covering.toPosition <= to;
        at = whole
          ? { position: covering.toPosition, chain: Buffer.from(covering.chainAfter, 'hex') }
          : { position: to, chain: Buffer.alloc(0) };
        continue;
      }
      const next =
        deletions
          ?.filter(({ fromPosition }) => fromPosition > from)
          .map(({ fromPosition }) => fromPosition) ?? [];
      const end = Math.min(to, ...next.map((position) => position - 1));
      this.#findings.push({
        kind: 'removed',
        cameraId: stream.cameraId,
        stream: stream.stream,
        from,
        to: end,
      });
      at = { position: end, chain: Buffer.alloc(0) };
    }
    return at;
  }

  #afterDeletions(head: ChainHead, deletions: readonly SignedDeletion[]): ChainHead {
    const last = deletions.findLast(({ fromPosition }) => fromPosition === head.position + 1);
    return last === undefined
      ? head
      : { position: last.toPosition, chain: Buffer.from(last.chainAfter, 'hex') };
  }
}

const positionOf = ({ scan }: Scanned): number => scan.units[0]?.link.position ?? 0;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
