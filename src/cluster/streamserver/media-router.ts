/** Routes of the media listener: a method and a path with `{names}`, and what answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { VidetteError } from '#domain/errors.ts';

export interface MediaContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The parts of the path that stand for `{names}`, decoded. Never empty; never with a slash, backslash or NUL, never `.` or `..`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** Answers by itself or throws a VidetteError before it has begun to. */
export type MediaHandler = (context: MediaContext) => Promise<void> | void;

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: MediaHandler;
}

export type Match =
  | { readonly kind: 'found'; readonly handler: MediaHandler; readonly params: Record<string, string> }
  | { readonly kind: 'wrong_method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

export class MediaRouter {
  readonly #routes: Route[] = [];

  /** For example `route('GET', '/live/{camera}/hls/{file}', …)`. Routes are tried in the order of their registration. */
  route(method: string, path: string, handler: MediaHandler): void {
    this.#routes.push({ method, segments: path.split('/'), handler });
  }

  /** `path` is as it came, without query. Throws `invalid` when it cannot be decoded. */
  match(method: string, path: string): Match {
    const parts = path.split('/').map(decode);
    const fitting = this.#routes.flatMap((route) => {
      const params = matchSegments(route.segments, parts);
      return params === null ? [] : [{ route, params }];
    });
    const found = fitting.find(({ route }) => route.method === method);
    if (found !== undefined) return { kind: 'found', handler: found.route.handler, params: found.params };
    if (fitting.length === 0) return { kind: 'unknown' };
    return { kind: 'wrong_method', allowed: fitting.map(({ route }) => route.method) };
  }
}

function decode(part: string): string {
  try {
    const decoded = decodeURIComponent(part);
    if (!/[/\\\0]/.test(decoded) && decoded !== '.' && decoded !== '..') return decoded;
  } catch (error) {
    throw new VidetteError('invalid', 'the path is not well encoded', { cause: error });
  }
  throw new VidetteError('invalid', 'the path is not well formed');
}

function matchSegments(segments: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (segments.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const part = parts[i] ?? '';
    if (!segment.startsWith('{')) {
      if (segment !== part) return null;
    } else if (part === '') return null;
    else params[segment.slice(1, -1)] = part;
  }
  return params;
}
