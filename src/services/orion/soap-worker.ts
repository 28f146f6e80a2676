/**
 * One question to an Orion service over SOAP, in a thread of its own: a WSDL and answers from outside may be anything, and what they
 * make the SOAP library do ends with the thread. All requests go through the guard of outbound addresses.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type Client, createClientAsync, type IHttpClient } from 'soap';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import { OutboundGuard } from '../outbound/guard.ts';
import type { OrionCall, OrionInfo } from './orion-call.ts';

export interface SoapWork extends OrionCall {
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
}

export type SoapResult =
  | { readonly ok: true; readonly info: OrionInfo }
  | { readonly ok: false; readonly code: VidetteError['code']; readonly message: string };

const operation = 'GetServiceInfo';
const maxBytes = 1_048_576;
/** The WSDL with what it imports, and the call. */
const mostRequests = 16;
const longestValue = 255;

const work = workerData as SoapWork;
const guard = new OutboundGuard(work);
const signal = AbortSignal.timeout(work.timeoutMs);
/** The failure of a request, which the SOAP library would hide. */
let failure: VidetteError | null = null;
let requests = 0;

parentPort?.postMessage(await ask());

async function ask(): Promise<SoapResult> {
  try {
    return { ok: true, info: toInfo(await call()) };
  } catch (error) {
    const { code, message } = failure ?? toVidetteError(error);
    return { ok: false, code, message };
  }
}

async function call(): Promise<unknown> {
  const options = { httpClient: { request } as IHttpClient, disableCache: true };
  const client: Client = await createClientAsync(work.wsdlUrl, options).catch((cause: unknown) => {
    throw unavailable('its WSDL cannot be read', cause);
  });
  const method: unknown = client[`${operation}Async`];
  if (typeof method !== 'function') throw unavailable(`its WSDL has no operation ${operation}`);
  const [answer] = (await Reflect.apply(method, client, [argumentsOf(client)]).catch((cause: unknown) => {
    throw unavailable(`it does not answer ${operation}`, cause);
  })) as [unknown];
  return answer;
}

/** Null for a message without parts in RPC style, for which the library takes nothing else. */
function argumentsOf(client: Client): object | null {
  const services = Object.values(
    client.describe() as Record<string, Record<string, Record<string, { input?: unknown }>>>,
  );
  const ports = services.flatMap((service) => Object.values(service));
  const found = ports.find((port) => port[operation] !== undefined);
  return found?.[operation]?.input === null ? null : {};
}

/** In the form of the SOAP library's HTTP client. */
function request(
  address: string,
  body: string | null,
  done: (error: unknown, response?: object, body?: string) => void,
  headers: Record<string, string> = {},
): void {
  send(address, body, headers).then(
    ({ status, headers: answered, text }) => done(null, { status, headers: answered, data: text }, text),
    (error: unknown) => {
      failure ??= toVidetteError(error);
      done(error);
    },
  );
}

async function send(address: string, body: string | null, headers: Record<string, string>) {
  requests += 1;
  if (requests > mostRequests) throw unavailable('its WSDL imports too much');
  const answer = await guard.request(address, {
    method: body === null ? 'GET' : 'POST',
    headers: { ...headers, ...credentialsFor(address) },
    ...(body === null ? {} : { body }),
    maxBytes,
    signal,
  });
  if (answer.status === 401 || answer.status === 403) throw unavailable('it refuses the login');
  return { ...answer, text: answer.body.toString('utf8') };
}

/** Only for the server that they are for, wherever the WSDL says that the service is. */
function credentialsFor(address: string): Record<string, string> {
  const { login, password, wsdlUrl } = work;
  if (login === null || new URL(address).origin !== new URL(wsdlUrl).origin) return {};
  const basic = Buffer.from(`${login}:${password ?? ''}`).toString('base64');
  return { authorization: `Basic ${basic}` };
}

function toInfo(answer: unknown): OrionInfo {
  const found = new Map<string, string>();
  collect(answer, found, 0);
  const read = (...names: string[]): string => {
    const value = names.map((name) => found.get(name)).find((text) => text !== undefined);
    if (value === undefined) throw unavailable(`its answer has no ${names[0]}`);
    return value.slice(0, longestValue);
  };
  return {
    serviceVersion: read('serviceversion'),
    softwareVersion: read('softwareversion'),
    softwareName: read('softwarename'),
    databaseVersion: read('databaseversion', 'dbversion'),
  };
}

/** Texts by name, wherever they stand in the answer; an encoded one has its value in `$value`. */
function collect(value: unknown, found: Map<string, string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 8) return;
  for (const [name, member] of Object.entries(value)) {
    const plain = (member as { $value?: unknown } | null)?.$value ?? member;
    const key = name.replaceAll('_', '').toLowerCase();
    if (['string', 'number'].includes(typeof plain)) found.set(key, found.get(key) ?? String(plain));
    else collect(plain, found, depth + 1);
  }
}

function unavailable(why: string, cause?: unknown): VidetteError {
  return new VidetteError('unavailable', `the Orion service is of no use: ${why}`, { cause });
}
