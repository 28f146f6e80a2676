/**
 * The certificate of the HTTPS listeners: one of the operator's own, or a self-signed one (EC P-256) made at first start and
 * kept in `<data>/tls`, so that a browser that trusted it once goes on trusting it.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { VidetteError } from '#domain/errors.ts';
import type { Settings } from './settings.ts';

export interface TlsIdentity {
  /** PEM. */
  readonly key: string;
  /** PEM, the chain with the own certificate first. */
  readonly cert: string;
  /** SHA-256 of the certificate, hex pairs with colons, as browsers show it. */
  readonly fingerprint256: string;
}

const validYears = 10;

export async function loadTls(settings: Pick<Settings, 'data' | 'tls'>): Promise<TlsIdentity> {
  const { certificate, key } = settings.tls;
  if (certificate !== null && key !== null) return readIdentity(certificate, key);
  const folder = join(settings.data, 'tls');
  const certFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  if (!existsSync(certFile) || !existsSync(keyFile))
    await makeSelfSigned(folder, certFile, keyFile, settings.tls.names);
  return readIdentity(certFile, keyFile);
}

function readIdentity(certFile: string, keyFile: string): TlsIdentity {
  try {
    const cert = readFileSync(certFile, 'utf8');
    const key = readFileSync(keyFile, 'utf8');
    createSecureContext({ cert, key });
    return { key, cert, fingerprint256: new X509Certificate(cert).fingerprint256 };
  } catch (cause) {
    throw new VidetteError(
      'invalid',
      `the TLS certificate ${certFile} with the key ${keyFile} cannot be used: ${(cause as Error).message}`,
      { cause, reason: 'tls' },
    );
  }
}

async function makeSelfSigned(
  folder: string,
  certFile: string,
  keyFile: string,
  moreNames: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = await generate([{ name: 'commonName', value: `Vidette on ${hostname()}` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 86_400_000),
    notAfterDate: new Date(Date.now() + validYears * 365.25 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: altNames(moreNames) },
    ],
  });
  writePrivate(keyFile, made.private);
  writePrivate(certFile, made.cert);
}

type AltName = { type: 2; value: string } | { type: 7; ip: string };

/** Names and addresses of this machine, each once. */
function altNames(moreNames: readonly string[]): AltName[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  );
  const names = new Set(['localhost', hostname(), ...addresses, ...moreNames]);
  return [...names]
    .map((name) => name.replace(/%.*$/, ''))
    .map((name): AltName => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }));
}

/** Whole or not at all, readable by the owner only. */
function writePrivate(file: string, content: string): void {
  const partial = `${file}.${randomBytes(6).toString('hex')}.part`;
  writeFileSync(partial, content, { mode: 0o600, flag: 'wx' });
  chmodSync(partial, 0o600);
  renameSync(partial, file);
}
