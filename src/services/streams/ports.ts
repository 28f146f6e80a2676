/** What the services ask of the streamservers. The server's side of the cluster answers it. */
import type { CameraStatus, StreamserverRequests, StreamserverStatus } from '#cluster/protocol.ts';

type RequestOf<Name extends keyof StreamserverRequests> = StreamserverRequests[Name][0];
type ReplyOf<Name extends keyof StreamserverRequests> = StreamserverRequests[Name][1];

export interface StreamserverPort {
  /** The last reports of those that are connected. */
  list(): readonly StreamserverStatus[];
  /** All that belong to the installation. */
  expected(): readonly { readonly id: string; readonly connected: boolean }[];
  /** The one that shall have this camera. */
  ownerOf(cameraId: string): string;
  /** Null while its streamserver said nothing of it. */
  statusOf(cameraId: string): CameraStatus | null;
  /** Asks the one that has the camera; rejects with `unavailable` while it is away. */
  request<Name extends keyof StreamserverRequests>(
    cameraId: string,
    name: Name,
    payload: RequestOf<Name>,
    options?: { timeoutMs?: number },
  ): Promise<ReplyOf<Name>>;
  /** Asks any of them. */
  requestAny<Name extends keyof StreamserverRequests>(
    name: Name,
    payload: RequestOf<Name>,
    options?: { timeoutMs?: number },
  ): Promise<ReplyOf<Name>>;
}
