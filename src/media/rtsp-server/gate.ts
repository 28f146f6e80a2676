/** Lets the client of one connection watch what it may: asks for credentials, has them judged, and remembers the answer. */
import type { AdmittedViewer } from '#domain/viewer.ts';
import type { RtspRequest } from '../rtsp/message.ts';
import type { StreamAddress } from './address.ts';
import { type AuthorizeViewer, challenges, readCredentials } from './authenticate.ts';
import type { Nonces } from './nonces.ts';
import type { Reply } from './reply.ts';

export interface GateParts {
  readonly authorize: AuthorizeViewer;
  readonly nonces: Nonces;
  readonly realm: string;
  /** Calls `cut` when this viewer may not watch any more, unless the returned function was called before. */
  readonly admit: (viewer: AdmittedViewer, cut: () => void) => () => void;
}

const maxRefusals = 5;

export class Gate {
  readonly #parts: GateParts;
  /** The client's. */
  readonly #address: string;
  readonly #close: (reason: string) => void;
  readonly #cut: () => void;
  /** What was allowed on this connection: name in the address to camera id. */
  readonly #allowed = new Map<string, string>();
  readonly #dismissals: (() => void)[] = [];
  #refusals = 0;

  /** `close` is called when the client tries too many passwords, `cut` when it may not watch any more. */
  constructor(parts: GateParts, address: string, close: (reason: string) => void, cut: () => void) {
    this.#parts = parts;
    this.#address = address;
    this.#close = close;
    this.#cut = cut;
  }

  /** The camera's id, or the reply that refuses. Rejects when nobody can judge now. */
  async pass(request: RtspRequest, address: StreamAddress): Promise<{ readonly cameraId: string } | Reply> {
    const known = this.#allowed.get(address.camera);
    if (known !== undefined) return { cameraId: known };
    const { nonces, authorize } = this.#parts;
    const credentials = readCredentials(request, address.token, this.#address, nonces);
    if (credentials.scheme === 'none') return this.#ask(credentials.stale);
    const answer = await authorize({ camera: address.camera, credentials, address: this.#address });
    if ('redirectPort' in answer) return redirect(request, answer.redirectPort, answer.token);
    if (answer.allowed) {
      this.#allowed.set(address.camera, answer.cameraId);
      if (answer.viewer !== undefined) this.#dismissals.push(this.#parts.admit(answer.viewer, this.#cut));
      return { cameraId: answer.cameraId };
    }
    if (answer.reason === 'unauthenticated') return this.#refuse();
    return { status: answer.reason === 'not_found' ? 404 : 403 };
  }

  /** The connection is closed. */
  end(): void {
    for (const dismiss of this.#dismissals.splice(0)) dismiss();
  }

  #ask(stale: boolean): Reply {
    const nonce = this.#parts.nonces.create(this.#address);
    return { status: 401, headers: { 'WWW-Authenticate': challenges(this.#parts.realm, nonce, stale) } };
  }

  #refuse(): Reply {
    this.#refusals += 1;
    const reply = this.#ask(false);
    if (this.#refusals < maxRefusals) return reply;
    return { ...reply, afterwards: () => this.#close('too many wrong passwords') };
  }
}

/** The same address on another port. The token goes along: many clients do not send their password to the new address. */
function redirect(request: RtspRequest, port: number, token: string): Reply {
  if (!URL.canParse(request.uri)) return { status: 400 };
  const location = new URL(request.uri);
  location.port = String(port);
  location.searchParams.set('token', token);
  location.username = '';
  location.password = '';
  return { status: 302, headers: { Location: location.href } };
}
