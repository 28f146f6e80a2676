/**
 * The DTLS handshake with a browser (RFC 5763), by werift: we are the server, the browser proves by its certificate's fingerprint
 * that it is the one that made the offer, and both get keys for SRTP (RFC 5764).
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { DtlsServer, RTCCertificate, SrtcpSession } from 'werift';
import { VidetteError } from '#domain/errors.ts';
import { type SrtpProfile, SrtpSender, saltBytes, srtpProfiles } from './srtp.ts';

/** Loaded when the first viewer comes: most installations have none for most of the time. */
type Werift = typeof import('werift');

export interface DtlsIdentity {
  readonly werift: Werift;
  readonly certificate: RTCCertificate;
  /** Upper-case hex with colons. */
  readonly fingerprint: string;
}

/** A certificate of our own, made anew with each process. */
export async function createIdentity(): Promise<DtlsIdentity> {
  const werift = await import('werift');
  const certificate = await werift.RTCDtlsTransport.SetupCertificate();
  return { werift, certificate, fingerprint: new X509Certificate(certificate.certPem).fingerprint256 };
}

export interface DtlsKeys {
  readonly srtp: SrtpSender;
  readonly srtcp: SrtcpSession;
}

export interface DtlsEvents {
  connected(keys: DtlsKeys): void;
  /** The handshake failed or the browser closed. */
  ended(reason: string): void;
}

export class DtlsHandshake {
  readonly #identity: DtlsIdentity;
  readonly #expected: string;
  readonly #events: DtlsEvents;
  readonly #server: DtlsServer;
  readonly #transport;
  #ended = false;
  /** Records that werift could not read, and why not the last of them. */
  malformed = 0;
  lastMalformed: unknown = null;

  /** `expected`: SHA-256 of the browser's certificate, lower-case hex. */
  constructor(identity: DtlsIdentity, expected: string, send: (packet: Buffer) => void, events: DtlsEvents) {
    this.#identity = identity;
    this.#expected = expected;
    this.#events = events;
    const { werift, certificate } = identity;
    this.#transport = {
      type: 'udp',
      address: { address: '', port: 0, family: 'IPv4' },
      closed: false,
      onData: (_: Buffer): void => {},
      send: async (packet: Buffer) => send(packet),
      close: async () => {},
    };
    this.#server = new werift.DtlsServer({
      transport: this.#transport,
      cert: certificate.certPem,
      key: certificate.privateKey,
      signatureHash: certificate.signatureHash,
      srtpProfiles: [srtpProfiles.gcm, srtpProfiles.cm],
      extendedMasterSecret: true,
      certificateRequest: true,
    });
    this.#server.onConnect.subscribe(() => this.#onConnect());
    this.#server.onError.subscribe((error: unknown) => this.#end(`the handshake failed: ${String(error)}`));
    this.#server.onClose.subscribe(() => this.#end('the viewer closed'));
  }

  /** A DTLS packet of the viewer. Garbage is dropped as if lost. */
  packet(packet: Buffer): void {
    try {
      this.#transport.onData(packet);
    } catch (error) {
      // werift throws on records that it cannot read; on UDP anybody may send such.
      this.malformed += 1;
      this.lastMalformed = error;
    }
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#events.ended(reason);
  }

  #onConnect(): void {
    const certificate = this.#server.remoteCertificate;
    const given = certificate && createHash('sha256').update(certificate).digest('hex');
    if (given !== this.#expected) {
      this.#end('the certificate is not that of the offer');
      return;
    }
    const profile = this.#server.srtp.srtpProfile;
    if (profile !== srtpProfiles.gcm && profile !== srtpProfiles.cm) {
      this.#end('no common SRTP profile');
      return;
    }
    this.#events.connected(this.#keys(profile));
  }

  #keys(profile: SrtpProfile): DtlsKeys {
    const keys = this.#server.extractSessionKeys(16, saltBytes(profile)) as Record<string, unknown>;
    const { localKey, localSalt, remoteKey, remoteSalt } = keys;
    if (![localKey, localSalt, remoteKey, remoteSalt].every(Buffer.isBuffer)) {
      throw new VidetteError('bug', 'DTLS gave no keys');
    }
    const [key, salt] = [localKey as Buffer, localSalt as Buffer];
    const srtcp = new this.#identity.werift.SrtcpSession({
      profile,
      keys: {
        localMasterKey: key,
        localMasterSalt: salt,
        remoteMasterKey: remoteKey as Buffer,
        remoteMasterSalt: remoteSalt as Buffer,
      },
    });
    return { srtp: new SrtpSender(profile, key, salt), srtcp };
  }
}
