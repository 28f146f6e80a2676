/** `vidette replay`: asks the running server to run a camera's analytics over what is recorded, and shows which events would come or go. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadSettings } from '#config/settings.ts';
import { VidetteError } from '#domain/errors.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';

export const replayCommand: Command = {
  name: 'replay',
  summary:
    'Runs the analytics of a camera with other settings over its archive: which events would come or go.',
  usage: [
    'replay <camera> --from <time> --to <time> [--settings <file.json>] [--login <e-mail>] [--url <address>]',
    '',
    '  <camera>            id of the camera',
    '  --from, --to        2026-03-01T12:00:00Z, with any offset, or Unix milliseconds; at most 24 hours',
    '  --settings <file>   video_analytics as in the settings of a camera; without it the camera’s own',
    '  --login <e-mail>    the administrator of the settings when not given; the password is read from standard input',
    '  --url <address>     where the server is, http://127.0.0.1 and the port of the settings when not given',
    '',
    '  Nothing is stored. Interrupting the command ends the replay.',
  ].join('\n'),
  async run(args, terminal) {
    const { positionals, values } = parseArguments(args, {
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        settings: { type: 'string' },
        login: { type: 'string' },
        url: { type: 'string' },
      },
    });
    const [camera, ...more] = positionals;
    if (camera === undefined || more.length > 0) throw new UsageError('which camera?');
    const order = {
      from: timeOf(values.from, '--from'),
      to: timeOf(values.to, '--to'),
      ...(values.settings !== undefined && {
        video_analytics: readJson(resolve(terminal.workDir, values.settings)),
      }),
    };
    const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
    const url = values.url ?? `http://127.0.0.1:${settings.http.port}`;
    const api = await Api.signIn(
      url,
      values.login ?? settings.admin.email,
      await terminal.readSecret('password: '),
    );
    return await follow(api, camera, order, terminal);
  },
};

interface ReplayAnswer {
  readonly replay_id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'aborted';
  readonly progress: number;
  readonly speed: number;
  readonly message?: string;
  readonly events: readonly {
    readonly change: 'kept' | 'come' | 'go';
    readonly event_type: string;
    readonly name: string | null;
    readonly begin: number;
    readonly end: number | null;
  }[];
  readonly kept: number;
  readonly would_come: number;
  readonly would_go: number;
}

const lookEveryMs = 500;
const marks = { kept: ' ', come: '+', go: '-' } as const;

async function follow(api: Api, camera: string, order: object, terminal: Terminal): Promise<number> {
  let replay = await api.ask<ReplayAnswer>('POST', `/cameras/${encodeURIComponent(camera)}/replays`, order);
  const path = `/replays/${replay.replay_id}`;
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  try {
    let tenth = 0;
    while (replay.state === 'waiting' || replay.state === 'running') {
      await pause(lookEveryMs, undefined, { signal: interrupted.signal });
      replay = await api.ask<ReplayAnswer>('GET', path);
      if (Math.floor(replay.progress * 10) > tenth) {
        tenth = Math.floor(replay.progress * 10);
        terminal.complain(`${tenth * 10} %, ${replay.speed} times as fast as it happened`);
      }
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    await api.ask('DELETE', path);
    return 1;
  } finally {
    process.off('SIGINT', interrupt);
  }
  return show(replay, terminal);
}

function show(replay: ReplayAnswer, terminal: Terminal): number {
  if (replay.state !== 'done') {
    terminal.complain(
      `the replay ${replay.message === undefined ? 'was ended' : `failed: ${replay.message}`}`,
    );
    return 1;
  }
  for (const { change, event_type, name, begin, end } of replay.events) {
    const lasted = end === null ? '' : `  ${((end - begin) / 1000).toFixed(1)} s`;
    const where = name === null ? '' : `  ${printable(name)}`;
    terminal.print(`${marks[change]} ${new Date(begin).toISOString()}  ${event_type}${where}${lasted}`);
  }
  terminal.print(`${replay.kept} kept, ${replay.would_come} would come (+), ${replay.would_go} would go (-)`);
  return 0;
}

/** Asks the server as a person would. */
class Api {
  readonly #base: string;
  readonly #token: string;

  private constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  static async signIn(url: string, login: string, password: string): Promise<Api> {
    const base = `${url.replace(/\/+$/, '')}/api/v1`;
    const body = new URLSearchParams({ grant_type: 'password', username: login, password });
    const { access_token } = await send<{ access_token: string }>(`${base}/token`, { method: 'POST', body });
    return new Api(base, access_token);
  }

  async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return await send<Answer>(this.#base + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

async function send<Answer>(url: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    throw new VidetteError('unavailable', `the server does not answer at ${new URL(url).origin}`, { cause });
  }
  const text = await response.text();
  if (!response.ok) throw new VidetteError('invalid', `${response.status}: ${text.slice(0, 500)}`);
  return (text === '' ? {} : JSON.parse(text)) as Answer;
}

function timeOf(text: string | undefined, option: string): number {
  if (text === undefined) throw new UsageError(`${option} is missing`);
  const time = /^\d{10,}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(time)) throw new UsageError(`${option}: ${text} is not a time`);
  return time;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Names come from people: no control characters for the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
