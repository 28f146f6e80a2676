/**
 * Fetches one file over HTTPS whose size and SHA-256 are known. What came before a cut is kept in `path` and asked for no second time
 * (RFC 9110, 14); more bytes than expected are not taken, and bytes that are not the right ones are thrown away.
 */
import { open, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { VidetteError } from '#domain/errors.ts';
import type { KnownModel } from './catalogue.ts';
import { hashFile } from './model-store.ts';

export type Wanted = Pick<KnownModel, 'url' | 'sizeBytes' | 'sha256'>;

export interface DownloadOptions {
  /** PEM of an authority that is trusted besides those that Node knows. */
  readonly ca?: string;
  /** Bytes that are there. */
  readonly progress?: (bytes: number) => void;
}

const silenceMs = 30_000;
const mostRedirects = 5;

/** `unavailable` when it was cut off or nobody answers: the same call goes on later. `data_loss` when the bytes are wrong. */
export async function download(wanted: Wanted, path: string, options: DownloadOptions = {}): Promise<void> {
  let have = await sizeOf(path);
  if (have > wanted.sizeBytes) {
    await rm(path);
    have = 0;
  }
  if (have < wanted.sizeBytes) await fetchRest(wanted, path, have, options);
  const isWhole = (await sizeOf(path)) === wanted.sizeBytes;
  if (!isWhole) throw cutOff(wanted.url, 'the answer ended early');
  if ((await hashFile(path)) === wanted.sha256) return;
  await rm(path);
  throw new VidetteError('data_loss', `what ${wanted.url} gives is not the file that is expected (SHA-256)`);
}

async function fetchRest(
  { url, sizeBytes }: Wanted,
  path: string,
  have: number,
  { ca, progress }: DownloadOptions,
): Promise<void> {
  const answer = await follow(url, have, ca);
  // A server that knows no ranges sends all of it.
  const from = answer.statusCode === 206 && startOf(answer) === have ? have : 0;
  if (answer.statusCode === 206 && from !== have) {
    answer.destroy();
    throw cutOff(url, 'the answer is another part than was asked for');
  }
  let bytes = from;
  try {
    // Chunk by chunk, so that all that has come is kept when the rest does not.
    await using file = await open(path, from === 0 ? 'w' : 'a', 0o600);
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > sizeBytes) throw new VidetteError('data_loss', `${url} gives more than ${sizeBytes} bytes`);
      await file.writeFile(chunk);
      progress?.(bytes);
    }
  } catch (error) {
    if (error instanceof VidetteError) {
      await rm(path, { force: true });
      throw error;
    }
    throw cutOff(url, (error as Error).message, error);
  }
}

/** The first answer that is no redirect. */
async function follow(url: string, have: number, ca: string | undefined): Promise<IncomingMessage> {
  let address = new URL(url);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    if (address.protocol !== 'https:') throw cutOff(url, `it leads to ${address.protocol}, not https:`);
    const answer = await ask(address, have, ca);
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200 || statusCode === 206) return answer;
    answer.resume();
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined)
      throw cutOff(url, `the answer is ${statusCode}`);
    address = new URL(headers.location, address);
  }
  throw cutOff(url, 'it leads on and on');
}

function ask(address: URL, have: number, ca: string | undefined): Promise<IncomingMessage> {
  const headers = have === 0 ? {} : { range: `bytes=${have}-` };
  return new Promise((resolve, reject) => {
    const asking = request(address, { headers, agent: false, ...(ca === undefined ? {} : { ca }) }, resolve);
    asking.setTimeout(silenceMs, () => asking.destroy(new Error(`silent for ${silenceMs / 1000} s`)));
    asking.on('error', (error) => reject(cutOff(address.href, error.message, error)));
    asking.end();
  });
}

function startOf(answer: IncomingMessage): number {
  return Number(/^bytes (\d+)-/.exec(answer.headers['content-range'] ?? '')?.[1]);
}

async function sizeOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function cutOff(url: string, why: string, cause?: unknown): VidetteError {
  return new VidetteError('unavailable', `${url} cannot be fetched: ${why}`, { cause });
}
