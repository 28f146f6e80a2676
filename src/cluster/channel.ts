/** The way between two processes of one installation. Carriers: a local socket (local-channel.ts). */

export type Requests = Record<string, [unknown, unknown]>;
export type Notices = Record<string, unknown>;

/** A peer that can be asked. `Their` are the requests it answers, `Tell` the notices it takes. */
export interface Peer<Their, Tell> {
  /** Rejects with the VidetteError that the other side threw, or `unavailable` when the way is cut or time is up. */
  request<Name extends keyof Their & string>(
    name: Name,
    payload: Their[Name] extends [infer Request, unknown] ? Request : never,
    options?: { timeoutMs?: number },
  ): Promise<Their[Name] extends [unknown, infer Reply] ? Reply : never>;
  notify<Name extends keyof Tell & string>(name: Name, payload: Tell[Name]): void;
}

export type Handlers<Mine, From = unknown> = {
  [Name in keyof Mine]: Mine[Name] extends [infer Request, infer Reply]
    ? (request: Request, from: From) => Promise<Reply> | Reply
    : never;
};

export type Listeners<Heard, From = unknown> = {
  [Name in keyof Heard]?: (payload: Heard[Name], from: From) => void;
};
