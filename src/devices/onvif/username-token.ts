/** WS-Security UsernameToken with password digest (OASIS Username Token Profile 1.0, 3.1; ONVIF Core 5.9.2). */
import { createHash, randomBytes } from 'node:crypto';
import { ns } from './namespaces.ts';
import { escapeXml } from './xml/write.ts';

const profile = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const encoding =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/** `createdMs` is the camera's time: it refuses tokens that are old by its own clock. */
export function usernameToken(
  credentials: { readonly username: string; readonly password: string },
  createdMs: number,
  nonce: Buffer = randomBytes(16),
): string {
  const created = new Date(createdMs).toISOString();
  const digest = passwordDigest(nonce, created, credentials.password);
  return (
    `<wsse:Security xmlns:wsse="${ns.wsse}" xmlns:wsu="${ns.wsu}" s:mustUnderstand="1"><wsse:UsernameToken>` +
    `<wsse:Username>${escapeXml(credentials.username)}</wsse:Username>` +
    `<wsse:Password Type="${profile}#PasswordDigest">${digest}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${encoding}">${nonce.toString('base64')}</wsse:Nonce>` +
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  );
}

/** Base64(SHA-1(nonce + created + password)) */
export function passwordDigest(nonce: Buffer, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password).digest('base64');
}
