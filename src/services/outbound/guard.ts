/**
 * HTTP requests to addresses that users name. Unless the settings allow it, none goes to a private address: the one that is connected
 * to is checked, not only the name, so that neither a DNS server nor a redirect leads inside. Answers are bounded in size and time.
 */
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { VidetteError } from '#domain/errors.ts';
import { isPrivateAddress } from './addresses.ts';

export type Resolve = (
  hostname: string,
  options: { readonly all: true; readonly family?: number },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface OutboundOptions {
  readonly allowPrivate: boolean;
  /** The system's when not given. */
  readonly resolve?: Resolve;
}

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Largest answer. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Answered as soon as the status and the header fields are there; the body is empty. */
  readonly withoutBody?: boolean;
  /** Else a redirect is the answer. They are followed when not given. */
  readonly followRedirects?: boolean;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Not for another server than the one they were meant for. */
const credentials = new Set(['authorization', 'cookie']);

export class OutboundGuard {
  readonly #allowPrivate: boolean;
  readonly #resolve: Resolve;

  constructor({ allowPrivate, resolve = systemLookup as Resolve }: OutboundOptions) {
    this.#allowPrivate = allowPrivate;
    this.#resolve = resolve;
  }

  /** `conflict` (reason `address`) for what is no HTTP address, `private_address` for a literal one that is not allowed. */
  check(address: string): URL {
    const url = URL.parse(address);
    if (url === null || !['http:', 'https:'].includes(url.protocol))
      throw new VidetteError('conflict', 'this is no http or https address', { reason: 'address' });
    const host = hostOf(url);
    if (isIP(host) !== 0) this.#requireAllowed(host);
    return url;
  }

  /** Throws `conflict` for addresses that are not allowed, `unavailable` for servers that do not answer as they should. */
  async request(address: string, request: OutboundRequest): Promise<OutboundAnswer> {
    let url = this.check(address);
    let sent = request;
    for (let step = 0; step <= mostRedirects; step += 1) {
      const answer = await this.#send(url, sent);
      const { location } = answer.headers;
      if (!redirects.has(answer.status) || typeof location !== 'string' || request.followRedirects === false)
        return answer;
      const next = this.check(URL.parse(location, url)?.href ?? '');
      sent = redirected(sent, answer.status, next.origin === url.origin);
      url = next;
    }
    throw new VidetteError('unavailable', `${url.host} redirects too often`);
  }

  async #send(url: URL, request: OutboundRequest) {
    const { method = 'GET', headers = {}, body, maxBytes, withoutBody = false, signal } = request;
    const options: RequestOptions = {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      lookup: this.#lookup,
      agent: false,
      signal,
    };
    return await new Promise<OutboundAnswer>((resolve, reject) => {
      const fail = (cause: unknown): void => reject(fromNetwork(url, cause));
      const send = url.protocol === 'https:' ? secureRequest : plainRequest;
      const outgoing = send(url, options, (incoming) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const answer = (received: Buffer): void =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: received });
        // The rest is read nevertheless: who is cut off while it answers may think that it was not heard.
        if (withoutBody) answer(Buffer.alloc(0));
        incoming.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes > maxBytes)
            incoming.destroy(
              new VidetteError('unavailable', `${url.host} answers more than ${maxBytes} bytes`),
            );
        });
        incoming.on('error', fail);
        incoming.on('end', () => answer(Buffer.concat(chunks)));
      });
      outgoing.on('error', fail);
      outgoing.end(body);
    });
  }

  /** Names are resolved here for the connection itself, so that what is checked is what is connected to. */
  readonly #lookup: LookupFunction = (hostname, options, done) => {
    const family = typeof options.family === 'number' ? { family: options.family } : {};
    this.#resolve(hostname, { all: true, ...family }, (error, addresses) => {
      if (error !== null) return done(error, '', 0);
      try {
        for (const { address } of addresses) this.#requireAllowed(address);
      } catch (refusal) {
        return done(refusal as NodeJS.ErrnoException, '', 0);
      }
      const [first] = addresses;
      if (options.all) return done(null, addresses);
      return done(null, first?.address ?? '', first?.family ?? 0);
    });
  };

  #requireAllowed(address: string): void {
    if (this.#allowPrivate || !isPrivateAddress(address)) return;
    throw new VidetteError(
      'conflict',
      'this leads to a private address, which the setting outbound.allow_private forbids',
      { reason: 'private_address' },
    );
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** RFC 9110, 15.4: what was posted is only posted again with 307 and 308. */
function redirected(request: OutboundRequest, status: number, sameOrigin: boolean): OutboundRequest {
  const keepsMethod = status === 307 || status === 308;
  const kept = Object.entries(request.headers ?? {}).filter(
    ([name]) => sameOrigin || !credentials.has(name.toLowerCase()),
  );
  const { body, method, ...rest } = request;
  return {
    ...rest,
    headers: Object.fromEntries(kept),
    ...(keepsMethod && method !== undefined && { method }),
    ...(keepsMethod && body !== undefined && { body }),
  };
}

function fromNetwork(url: URL, cause: unknown): VidetteError {
  if (cause instanceof VidetteError) return cause;
  const { code, name, message } = cause as NodeJS.ErrnoException;
  const why =
    name === 'AbortError' || name === 'TimeoutError' ? 'does not answer in time' : (code ?? message);
  return new VidetteError('unavailable', `${url.host} cannot be reached: ${why}`, { cause });
}
