/** As whom a viewer was let in, in the header of a media request that goes from the server to a streamserver over the local socket. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './principal.ts';
import type { AdmittedViewer } from './viewer.ts';

export const viewerHeader = 'x-vidette-viewer';

/** Somebody whose right to watch this camera was just checked. */
export function admitted({ userId, signedInBy }: Principal, cameraId: string): AdmittedViewer {
  return { cameraId, userId, ...(signedInBy === undefined ? {} : { login: signedInBy }) };
}

/** Takes away what a client may have written there itself. */
export function withViewer(headers: IncomingHttpHeaders, viewer: AdmittedViewer | null): IncomingHttpHeaders {
  const { [viewerHeader]: _, ...others } = headers;
  if (viewer === null) return others;
  return { ...others, [viewerHeader]: Buffer.from(JSON.stringify(viewer)).toString('base64url') };
}

/** Null for one whose right is not asked for again: the address was signed. */
export function viewerOf(headers: IncomingHttpHeaders): AdmittedViewer | null {
  const text = headers[viewerHeader];
  if (typeof text !== 'string') return null;
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as AdmittedViewer;
}
