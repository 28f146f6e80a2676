/** Who watches live: how a client of RTSP proved itself, what is answered, and as whom a viewer was let in. */

/** RFC 2617 (and 7616 with MD5): what the client sent, and its method. */
export interface DigestProof {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly method: string;
  readonly response: string;
  readonly algorithm?: string;
  readonly qop?: string;
  readonly cnonce?: string;
  readonly nc?: string;
}

export type ViewerCredentials =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | ({ readonly scheme: 'digest' } & DigestProof)
  | { readonly scheme: 'token'; readonly token: string };

export interface ViewerRequest {
  /** By id or number. */
  readonly camera: string;
  readonly credentials: ViewerCredentials;
  /** Network address of the client. */
  readonly address: string;
}

/** The login that a proof of identity belongs to. Who watches for longer than a request takes is asked for it again. */
export type LoginReference =
  | { readonly kind: 'token'; readonly familyId: string; readonly tokenId: string }
  /** SHA-256 of the cookie, hex. */
  | { readonly kind: 'session'; readonly hash: string }
  | { readonly kind: 'password'; readonly changedMs: number };

/** A viewer that was let in, for as long as the connection lasts. */
export interface AdmittedViewer {
  readonly cameraId: string;
  readonly userId: number;
  /** Left out when the viewer was let in by a right that ends by itself, such as a media token: then the user's rights count alone. */
  readonly login?: LoginReference;
}

export type ViewerJudgement =
  | { readonly allowed: true; readonly cameraId: string; readonly viewer?: AdmittedViewer }
  | { readonly allowed: false; readonly reason: 'unauthenticated' | 'not_allowed' | 'not_found' };

/** The camera is on another streamserver of this machine. The token lets the viewer in there: many clients forget their password. */
export interface ViewerElsewhere {
  readonly redirectPort: number;
  readonly token: string;
}
