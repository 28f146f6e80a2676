/**
 * Calls to one camera for the length of one operation: proves who we are, finds the services, keeps the camera's clock in mind.
 * Whatever address the camera gives its services, they are asked where the camera is configured to be: behind a router, and after
 * a change of network, cameras name addresses that nobody reaches.
 */
import { randomBytes } from 'node:crypto';
import type { Agent } from 'node:http';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { OnvifTarget } from '#domain/onvif.ts';
import { answerChallenge, type Challenge, parseChallenges } from '#media/rtsp/auth.ts';
import { parseCameraTime } from './camera-time.ts';
import { refusal, unreadable } from './faults.ts';
import { type HttpAnswer, post } from './http.ts';
import { ns, prefixes, type ServiceName, serviceNames } from './namespaces.ts';
import { envelope, openEnvelope } from './soap.ts';
import { usernameToken } from './username-token.ts';
import { element, find, findAll, textAt, type XmlElement } from './xml/element.ts';
import { writeXml } from './xml/write.ts';

type DigestChallenge = Extract<Challenge, { scheme: 'digest' }>;

/** What is remembered of a camera between operations. */
export interface Knowledge {
  /** The camera's clock minus ours. */
  clockOffsetMs: number | null;
  /** Path of each service that there is. */
  services: ReadonlyMap<ServiceName, string> | null;
  /** Set once the camera asked for HTTP digest; then no UsernameToken is sent. */
  digest: { readonly challenge: DigestChallenge; count: number } | null;
}

export function emptyKnowledge(): Knowledge {
  return { clockOffsetMs: null, services: null, digest: null };
}

const devicePath = '/onvif/device_service';
/** A token is refused when its time is more than some seconds off; a smaller change of the clock was not the cause. */
const clockTroubleMs = 2_000;

export interface SessionOptions {
  readonly target: OnvifTarget;
  readonly knowledge: Knowledge;
  readonly agent: Agent;
  readonly clock: Clock;
  /** Ends the operation. */
  readonly signal: AbortSignal;
}

export class OnvifSession {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Host and scheme that the camera is configured with. */
  get target(): OnvifTarget {
    return this.#options.target;
  }

  get signal(): AbortSignal {
    return this.#options.signal;
  }

  async has(service: ServiceName): Promise<boolean> {
    return (await this.#services()).has(service);
  }

  /** Sends a request and gives the response element. */
  async call(service: ServiceName, request: XmlElement): Promise<XmlElement> {
    const path = (await this.#services()).get(service);
    if (path === undefined) throw refusal('onvif_unsupported_action', `the camera has no ${service} service`);
    return await this.#proved(path, request);
  }

  /** To an address that the camera gave, with headers of its own. */
  async callAt(path: string, request: XmlElement, headers: readonly XmlElement[]): Promise<XmlElement> {
    await this.#services();
    return await this.#proved(path, request, headers);
  }

  async #services(): Promise<ReadonlyMap<ServiceName, string>> {
    const { knowledge } = this.#options;
    knowledge.clockOffsetMs ??= await this.#clockOffset();
    knowledge.services ??= await this.#findServices();
    return knowledge.services;
  }

  async #findServices(): Promise<ReadonlyMap<ServiceName, string>> {
    const ask = element(ns.device, 'GetServices', [element(ns.device, 'IncludeCapability', false)]);
    try {
      return fromServices(await this.#proved(devicePath, ask));
    } catch (error) {
      // Cameras from before 2011 know GetCapabilities only, and say so in many ways.
      if (!isFault(error)) throw error;
    }
    const older = element(ns.device, 'GetCapabilities', [element(ns.device, 'Category', 'All')]);
    return fromCapabilities(await this.#proved(devicePath, older));
  }

  /** Zero when the camera does not tell its time. */
  async #clockOffset(): Promise<number> {
    const { clock } = this.#options;
    const sentMs = clock.utcMs();
    const sentAt = clock.monotonicMs();
    try {
      const answer = await this.#exchange(devicePath, element(ns.device, 'GetSystemDateAndTime'), null);
      const cameraMs = parseCameraTime(answer);
      return cameraMs === null ? 0 : cameraMs - (sentMs + (clock.monotonicMs() - sentAt) / 2);
    } catch (error) {
      if (isFault(error)) return 0;
      throw error;
    }
  }

  /** Told apart, when the camera refuses: a clock that was set meanwhile, a wrong login, and a login without the right. */
  async #proved(path: string, request: XmlElement, headers: readonly XmlElement[] = []): Promise<XmlElement> {
    const attempt = () => this.#exchange(path, request, this.#token(), headers);
    try {
      return await attempt();
    } catch (error) {
      if (!isRefusedLogin(error)) throw error;
      if (await this.#clockMoved()) return await this.#again(attempt, request);
      await this.#blame(request, error);
      throw error;
    }
  }

  async #again(attempt: () => Promise<XmlElement>, request: XmlElement): Promise<XmlElement> {
    try {
      return await attempt();
    } catch (error) {
      if (isRefusedLogin(error)) await this.#blame(request, error);
      throw error;
    }
  }

  async #clockMoved(): Promise<boolean> {
    const { knowledge } = this.#options;
    const before = knowledge.clockOffsetMs ?? 0;
    knowledge.clockOffsetMs = await this.#clockOffset();
    return Math.abs(knowledge.clockOffsetMs - before) > clockTroubleMs;
  }

  /** A login that may read the device information is right, so it lacks the right for what was refused. */
  async #blame(request: XmlElement, cause: unknown): Promise<void> {
    const probe = element(ns.device, 'GetDeviceInformation');
    if (request.name === probe.name) return;
    try {
      await this.#exchange(devicePath, probe, this.#token());
    } catch (error) {
      if (isRefusedLogin(error) || isFault(error)) return;
      throw error;
    }
    throw new VidetteError('conflict', 'the login of the camera record may not do this on the camera', {
      reason: 'onvif_not_configured',
      cause,
    });
  }

  #token(): string | null {
    const { knowledge, target, clock } = this.#options;
    if (knowledge.digest !== null) return null;
    return usernameToken(target, Math.round(clock.utcMs() + (knowledge.clockOffsetMs ?? 0)));
  }

  /** One request, and once more when the camera asks for digest or gives a new nonce. */
  async #exchange(
    path: string,
    request: XmlElement,
    token: string | null,
    headers: readonly XmlElement[] = [],
  ): Promise<XmlElement> {
    const others = headers.map((header) => writeXml(header, prefixes)).join('');
    let answer = await this.#post(path, envelope(request, (token ?? '') + others));
    if (answer.status === 401 && this.#learn(answer.challenges))
      answer = await this.#post(path, envelope(request, others));
    return open(answer);
  }

  async #post(path: string, body: string): Promise<HttpAnswer> {
    const { target, agent, signal } = this.#options;
    return await post({ target, agent, path, body, signal, authorization: this.#authorization(path) });
  }

  #authorization(uri: string): string | undefined {
    const { knowledge, target } = this.#options;
    if (knowledge.digest === null) return undefined;
    knowledge.digest.count += 1;
    const { challenge, count: nonceCount } = knowledge.digest;
    const cnonce = randomBytes(8).toString('hex');
    return answerChallenge(challenge, target, { method: 'POST', uri, nonceCount, cnonce });
  }

  /** False when trying again is pointless: nothing that can be answered, or the answer to this challenge was refused. */
  #learn(challenges: readonly string[]): boolean {
    const { knowledge } = this.#options;
    // Basic would show the password to everybody on the way.
    const challenge = parseChallenges(challenges).find((one) => one.scheme === 'digest');
    if (challenge?.scheme !== 'digest') return false;
    const wasAnswered = knowledge.digest !== null;
    const isOld = challenge.stale || challenge.nonce !== knowledge.digest?.challenge.nonce;
    knowledge.digest = { challenge, count: 0 };
    return !wasAnswered || isOld;
  }
}

function open({ status, body }: HttpAnswer): XmlElement {
  if (status === 401) throw refusal('onvif_unauthenticated', 'the camera refuses the login or password');
  if (status === 403)
    throw refusal('onvif_not_configured', 'the login of the camera record may not do this on the camera');
  const isXml = /^\s*\uFEFF?\s*</.test(body) && /envelope/i.test(body.slice(0, 2_048));
  if ((status < 200 || status > 299) && !isXml)
    throw new VidetteError('unavailable', `the camera answers with HTTP status ${status}`, {
      reason: status === 404 || status === 405 ? 'onvif_fault' : 'onvif_unreachable',
    });
  return openEnvelope(body);
}

function isRefusedLogin(error: unknown): boolean {
  return error instanceof VidetteError && error.reason === 'onvif_unauthenticated';
}

/** The camera understood and refused for another cause than the login. */
function isFault(error: unknown): boolean {
  return (
    error instanceof VidetteError &&
    (error.reason === 'onvif_fault' ||
      (error.code === 'conflict' && error.reason !== 'onvif_unauthenticated'))
  );
}

/** GetServicesResponse. The first service of a kind counts. */
function fromServices(answer: XmlElement): Map<ServiceName, string> {
  const found = new Map<ServiceName, string>([['device', devicePath]]);
  for (const service of findAll(answer, 'Service')) {
    const namespace = textAt(service, 'Namespace')?.replace(/\/$/, '');
    const name = serviceNames.find((one) => ns[one] === namespace);
    if (name !== undefined && (name === 'device' || !found.has(name)))
      found.set(name, pathOf(textAt(service, 'XAddr')));
  }
  if (findAll(answer, 'Service').length === 0) throw unreadable('it names no services');
  return found;
}

/** GetCapabilitiesResponse */
function fromCapabilities(answer: XmlElement): Map<ServiceName, string> {
  const capabilities = find(answer, 'Capabilities');
  if (capabilities === undefined) throw unreadable('it names no capabilities');
  const found = new Map<ServiceName, string>([['device', devicePath]]);
  for (const [name, tag] of [
    ['device', 'Device'],
    ['media', 'Media'],
    ['imaging', 'Imaging'],
    ['ptz', 'PTZ'],
    ['events', 'Events'],
  ] as const) {
    const address = textAt(capabilities, tag, 'XAddr');
    if (address !== undefined) found.set(name, pathOf(address));
  }
  return found;
}

/** Only path and query of an address count. */
export function pathOf(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) throw unreadable('an address of a service is none');
  const { pathname, search, protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw unreadable('an address of a service is no web address');
  return pathname + search;
}
