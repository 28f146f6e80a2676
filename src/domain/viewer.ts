/** Who asks to watch over RTSP, as the client proved it, and what is answered. */

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

export type ViewerJudgement =
  | { readonly allowed: true; readonly cameraId: string }
  | { readonly allowed: false; readonly reason: 'unauthenticated' | 'not_allowed' | 'not_found' };

/** The camera is on another streamserver of this machine. The token lets the viewer in there: many clients forget their password. */
export interface ViewerElsewhere {
  readonly redirectPort: number;
  readonly token: string;
}
