/** The services about uploads, plans, watchlists and Orion, put together. */
import type { Clock } from '#domain/clock.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { ReadOrionInfo } from '../orion/orion-call.ts';
import { OrionService } from '../orion/orion-service.ts';
import { orionReader } from '../orion/read-orion-info.ts';
import { OutboundGuard } from '../outbound/guard.ts';
import type { Cursors } from '../paging/cursors.ts';
import { PlanService } from '../plans/plan-service.ts';
import type { Vault } from '../secrets/vault.ts';
import { type FaceRecognition, noFaceModel } from '../uploads/face-recognition.ts';
import { UploadFiles } from '../uploads/upload-files.ts';
import { type UploadLimits, UploadService } from '../uploads/upload-service.ts';
import { EntryService } from '../watchlists/entry-service.ts';
import { WatchlistService } from '../watchlists/watchlist-service.ts';

export interface ListServices {
  readonly uploads: UploadService;
  readonly plans: PlanService;
  readonly watchlists: WatchlistService;
  readonly entries: EntryService;
  readonly orion: OrionService;
}

export interface ListServiceOptions {
  readonly db: Db;
  readonly vault: Vault;
  readonly audit: AuditService;
  readonly cursors: Cursors;
  readonly clock: Clock;
  readonly settings: {
    readonly uploads: UploadLimits & { readonly path: string };
    readonly outbound: { readonly allowPrivate: boolean };
  };
  /** Without one, an installation that has no face model. */
  readonly faces?: FaceRecognition;
  /** Asks the service over the network when not given. */
  readonly readOrion?: ReadOrionInfo;
}

export function makeListServices(options: ListServiceOptions): ListServices {
  const { settings, faces = noFaceModel } = options;
  const guard = new OutboundGuard(settings.outbound);
  const files = new UploadFiles(settings.uploads.path);
  return {
    uploads: new UploadService({ ...options, files, faces, limits: settings.uploads }),
    plans: new PlanService(options),
    watchlists: new WatchlistService(options),
    entries: new EntryService(options),
    orion: new OrionService({ ...options, guard, read: options.readOrion ?? orionReader(settings.outbound) }),
  };
}
